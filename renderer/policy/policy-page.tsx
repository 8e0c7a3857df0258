import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { isAway } from '../model/error-remedy.ts';
import { rich, t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DayTime } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import type { Doc } from './document.ts';
import { DraftEditor } from './draft-editor.tsx';
import { takeUnsaved, unsavedOf } from './draft-keeper.ts';
import { DraftCard, OtherDrafts, VersionList } from './draft-lists.tsx';
import { GoBackDialog } from './go-back-dialog.tsx';
import { keptRehearsal } from './kept-rehearsal.ts';
import { pathWords } from './policy-words.ts';
import { ReviewDraft } from './review-draft.tsx';
import type { OwnDraft } from './use-editing.ts';

/**
 * The agency's policy: the version in force, drafts, and earlier versions. Supervisors draft; administrators only see what
 * a draft changes, and publish it.
 */
export function PolicyPage({
  me,
  policy,
  onOpen,
}: {
  me: Officer;
  policy: Policy | null;
  onOpen: (reportId: string) => void;
}) {
  const live = useLive('policy.drafts', undefined, ['policy']);
  const [editing, setEditing] = useState<OwnDraft | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [reviewing, setReviewing] = useState<{ draft: PolicyDraftRow; doc: Doc | null } | null>(null);
  /** The draft to discard, whose author has left. */
  const [discarding, setDiscarding] = useState<PolicyDraftRow | null>(null);
  /** The version whose texts a new draft should start with. */
  const [goingBack, setGoingBack] = useState<number | null>(null);
  const task = useTask();
  const titles = useTitles();
  const { value, error, refresh } = live;
  const own = value?.drafts.find(({ author }) => author.id === me.id);
  const isOffline = error !== null && isAway(error);
  const drafts = me.role === 'supervisor';

  const edit = () =>
    task.run('edit', async () => {
      const [{ draft }, kept] = await Promise.all([ask('policy.own'), ask('policy.kept')]);
      if (draft !== null) {
        const own = kept?.draftId !== draft.id ? null : { ...kept, document: JSON.parse(kept.document) as Doc };
        const { isMerged, conflicts } = takeUnsaved(draft, own);
        if (kept !== null && unsavedOf(draft.id) === undefined) void ask('policy.keep', null).catch(() => undefined);
        const places = conflicts.map((path) => pathWords(path, titles)).join('; ');
        if (isMerged) setNote(places === '' ? t('policy.mergedClean') : t('policy.merged', { places }));
      }
      setEditing(draft);
    });
  const start = (from: number) =>
    task.run('start', async () => {
      await ask('policy.open', { from });
      refresh();
      setEditing((await ask('policy.own')).draft);
    });
  const takeOver = ({ id: draftId, author }: PolicyDraftRow) =>
    task.run('take-over', async () => {
      await ask('policy.take-over', { draftId });
      refresh();
      setNote(t('policy.tookOver', { name: author.displayName }));
      setEditing((await ask('policy.own')).draft);
    });
  const review = reviewing !== null && (
    <ReviewDraft {...reviewing} me={me} onOpen={onOpen} onPublished={refresh} onClose={() => setReviewing(null)} />
  );

  if (editing !== null) {
    return (
      <>
        <DraftEditor
          // Remount for another revision of the same draft, such as after an update.
          key={`${editing.id} ${editing.basedOn} ${editing.revision}`}
          draft={editing}
          inForce={policy}
          onReview={(draft, doc) => setReviewing({ draft, doc })}
          onMerge={edit}
          note={note}
          problem={task.error}
          onUpdated={(next, done) => {
            setEditing(next);
            setNote(done);
          }}
          onClose={() => {
            setEditing(null);
            setNote(null);
            refresh();
          }}
        />
        {review}
      </>
    );
  }
  return (
    <Page title={t('policy.policy')} lead={t('policy.lead')} tools={<Refresh onPress={refresh} />}>
      <div className="page-body">
        {error !== null && value === undefined && <ListError error={error} what="page" onRetry={refresh} />}
        {error !== null && value !== undefined && (
          <Notice tone="warn" role="status" title={isOffline ? t('policy.offline') : t('policy.couldntLoad')} />
        )}
        {task.error !== null && <ErrorNotice error={task.error} title={t('policy.couldntDo')} />}
        {value === undefined && error === null && live.slow && <Skeleton lines={8} label={t('policy.loading')} />}
        {value !== undefined && (
          <>
            <Tried
              drafts={value.drafts}
              isOff={error !== null}
              onShow={(draft) => setReviewing({ draft, doc: null })}
            />
            {drafts && (
              <DraftCard
                draft={own}
                current={value.current}
                isBusy={task.busy !== null || error !== null}
                onStart={() => start(value.current)}
                onEdit={edit}
                onReview={(draft) => setReviewing({ draft, doc: null })}
              />
            )}
            <OtherDrafts
              drafts={value.drafts.filter(({ author }) => author.id !== me.id)}
              current={value.current}
              isOff={error !== null || task.busy !== null}
              mayDraft={drafts}
              hasOwn={own !== undefined}
              onDiscard={setDiscarding}
              onTakeOver={takeOver}
              onReview={(draft) => setReviewing({ draft, doc: null })}
            />
            <VersionList
              versions={value.versions}
              mayGoBack={drafts && own === undefined && error === null}
              whyNot={drafts && own !== undefined ? t('policy.goBackNeedsNoDraft') : null}
              onGoBack={setGoingBack}
            />
          </>
        )}
      </div>
      {goingBack !== null && (
        <GoBackDialog
          version={goingBack}
          onStart={() => {
            setGoingBack(null);
            start(goingBack);
          }}
          onClose={() => setGoingBack(null)}
        />
      )}
      {discarding !== null && (
        <DialogFrame
          isOpen
          title={t('policy.discardOf', { name: discarding.author.displayName })}
          onClose={() => setDiscarding(null)}
          foot={
            <CancelOr
              isPending={task.busy !== null}
              onCancel={() => setDiscarding(null)}
              onPress={() =>
                task.run('discard', async () => {
                  const { id: draftId } = discarding;
                  setDiscarding(null);
                  await ask('policy.discard', { draftId });
                  refresh();
                })
              }
            >
              {t('policy.discardVerb')}
            </CancelOr>
          }
        >
          <p>{t('policy.discardLeftLead')}</p>
        </DialogFrame>
      )}
      {review}
    </Page>
  );
}

/** A notice that leads back to the last rehearsal, for someone who followed a link from it to a report. */
function Tried({
  drafts,
  isOff,
  onShow,
}: {
  drafts: readonly PolicyDraftRow[];
  isOff: boolean;
  onShow: (draft: PolicyDraftRow) => void;
}) {
  const tried = keptRehearsal.get();
  const draft = drafts.find(({ id }) => id === tried?.draftId);
  if (tried === null || draft === undefined) return null;
  return (
    <Notice
      tone="info"
      actions={
        <Button className="button" isDisabled={isOff} onPress={() => onShow(draft)}>
          {t('policy.showTried')}
        </Button>
      }
    >
      {rich('policy.triedWhen', { name: draft.author.displayName, when: <DayTime at={tried.at} /> })}
    </Notice>
  );
}
