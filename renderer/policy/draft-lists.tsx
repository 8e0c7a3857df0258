import { Button } from 'react-aria-components';
import type { PolicyDraftRow, PolicyVersionRow } from '#shared/domain/policy-draft.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { Tag } from '../ui/tag.tsx';

function StateTag({ draft: { state } }: { draft: PolicyDraftRow }) {
  return state === 'ready' ? <Tag tone="ok">{t('policy.draftReady')}</Tag> : <Tag>{t('policy.draftOpen')}</Tag>;
}

/** Says that a draft was made from a version that is no longer in force. */
function Outdated({ draft, current }: { draft: PolicyDraftRow; current: number }) {
  if (draft.basedOn === current) return null;
  return <span className="tray-more">{t('policy.outdated', { n: String(current) })}</span>;
}

/** The supervisor's own draft, or the button that starts one. */
export function DraftCard({
  draft,
  current,
  isBusy,
  onStart,
  onEdit,
  onReview,
}: {
  draft: PolicyDraftRow | undefined;
  current: number;
  isBusy: boolean;
  onStart: () => void;
  onEdit: () => void;
  onReview: (draft: PolicyDraftRow) => void;
}) {
  return (
    <section className="stack" aria-label={t('policy.yourDraft')}>
      <h2 className="section-title">{t('policy.yourDraft')}</h2>
      {draft === undefined ? (
        <div className="policy-card">
          <p>{t('policy.noDraft')}</p>
          <Button className="button button-primary" isDisabled={isBusy} onPress={onStart}>
            {t('policy.startADraft')}
          </Button>
        </div>
      ) : (
        <div className="policy-card">
          <div>
            <p>
              <StateTag draft={draft} /> {t('policy.basedOnN', { n: String(draft.basedOn) })} ·{' '}
              <DayTime at={draft.savedAt} />
            </p>
            {draft.why !== '' && <p dir="auto">{draft.why}</p>}
            {draft.begunBy !== null && (
              <p className="faint">{t('policy.begunBy', { name: draft.begunBy.displayName })}</p>
            )}
            {draft.state === 'ready' && <p className="faint">{t('policy.notYours')}</p>}
            <Outdated draft={draft} current={current} />
          </div>
          <Button className="button" isDisabled={isBusy} onPress={() => onReview(draft)}>
            {t('policy.changes')}
          </Button>
          <Button className="button button-primary" isDisabled={isBusy} onPress={onEdit}>
            {t('policy.edit')}
          </Button>
        </div>
      )}
    </section>
  );
}

export function OtherDrafts({
  drafts,
  current,
  isOff,
  mayDraft,
  hasOwn,
  onReview,
  onDiscard,
  onTakeOver,
}: {
  drafts: readonly PolicyDraftRow[];
  current: number;
  isOff: boolean;
  mayDraft: boolean;
  /** Whether this person already has a draft; nobody may have two. */
  hasOwn: boolean;
  onReview: (draft: PolicyDraftRow) => void;
  /** Discards a draft whose author has left. */
  onDiscard: (draft: PolicyDraftRow) => void;
  onTakeOver: (draft: PolicyDraftRow) => void;
}) {
  return (
    <section className="stack" aria-label={t('policy.draftsOfOthers')}>
      <h2 className="section-title">{t('policy.draftsOfOthers')}</h2>
      {mayDraft && hasOwn && drafts.some(({ authorLeft }) => authorLeft) && (
        <p className="faint">{t('policy.takeOverNeedsNoDraft')}</p>
      )}
      {drafts.length === 0 ? (
        <p className="faint">{t('policy.noDraftsOfOthers')}</p>
      ) : (
        <ListTable
          look="tray"
          label={t('policy.draftsOfOthers')}
          columns={[t('policy.author'), t('policy.state'), t('common.why'), t('policy.saved')]}
          rows={drafts.map((draft) => ({
            id: draft.id,
            head: draft.authorLeft ? (
              <>
                {draft.author.displayName} <Tag>{t('policy.authorLeft')}</Tag>
              </>
            ) : (
              draft.author.displayName
            ),
            cells: [
              <StateTag key="state" draft={draft} />,
              <>
                {draft.why}
                {draft.begunBy !== null && (
                  <span className="tray-more">{t('policy.begunBy', { name: draft.begunBy.displayName })}</span>
                )}
                <Outdated draft={draft} current={current} />
              </>,
              <DayTime key="saved" at={draft.savedAt} />,
            ],
            actions: (
              <>
                {mayDraft && draft.authorLeft && (
                  <>
                    <Button
                      className="button"
                      isDisabled={isOff}
                      aria-label={t('policy.discardOf', { name: draft.author.displayName })}
                      onPress={() => onDiscard(draft)}
                    >
                      {t('policy.discard')}
                    </Button>
                    <Button
                      className="button"
                      isDisabled={isOff || hasOwn}
                      aria-label={t('policy.takeOverOf', { name: draft.author.displayName })}
                      onPress={() => onTakeOver(draft)}
                    >
                      {t('policy.takeOver')}
                    </Button>
                  </>
                )}
                <Button
                  className="button"
                  isDisabled={isOff}
                  aria-label={t('policy.reviewOf', { name: draft.author.displayName })}
                  onPress={() => onReview(draft)}
                >
                  {t('policy.review')}
                </Button>
              </>
            ),
          }))}
        />
      )}
    </section>
  );
}

export function VersionList({
  versions,
  mayGoBack,
  whyNot,
  onGoBack,
}: {
  versions: readonly PolicyVersionRow[];
  mayGoBack: boolean;
  /**
   * Why this person can't go back to an earlier version now; null if it is possible, or if this person may never do it.
   */
  whyNot: string | null;
  onGoBack: (version: number) => void;
}) {
  return (
    <section className="stack" aria-label={t('policy.versions')}>
      <h2 className="section-title">{t('policy.versions')}</h2>
      {whyNot !== null && versions.length > 1 && <p className="faint">{whyNot}</p>}
      <ListTable
        look="tray"
        label={t('policy.versions')}
        columns={[t('policy.version'), t('policy.publishedAt'), t('policy.publishedBy'), t('common.why')]}
        rows={versions.map(({ version, at, by, author, why }, place) => ({
          id: String(version),
          head: (
            <>
              {t('policy.versionN', { n: String(version) })} {place === 0 && <Tag tone="ok">{t('policy.inForce')}</Tag>}
            </>
          ),
          cells: [
            <DayTime key="at" at={at} />,
            <>
              {by ?? t('policy.unknown')}
              {author !== null && <span className="tray-more">{t('policy.draftedBy', { name: author })}</span>}
            </>,
            why,
          ],
          actions: mayGoBack && place > 0 && (
            <Button className="button" onPress={() => onGoBack(version)}>
              {t('policy.goBackToN', { n: String(version) })}
            </Button>
          ),
        }))}
      />
    </section>
  );
}
