import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { PolicyDifferenceView, PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { Titles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { ChangesTable } from './changes-table.tsx';
import type { Doc } from './document.ts';
import { draftFrom } from './draft-from.ts';
import { FaultList } from './fault-list.tsx';
import { changeNotes } from './language-notes.ts';
import { RehearsalSection } from './rehearsal.tsx';

/**
 * Shows what a draft changes and what it would do to real reports. Anyone but its author also gets the button that
 * publishes it.
 */
export function ReviewDraft({
  draft,
  doc,
  me,
  onOpen,
  onPublished,
  onClose,
}: {
  draft: Pick<PolicyDraftRow, 'id' | 'author'>;
  /** The draft as typed, if its author is viewing it; provides the titles of entries with problems. */
  doc: Doc | null;
  me: Officer;
  onOpen: (reportId: string) => void;
  onPublished: () => void;
  onClose: () => void;
}) {
  const live = useLive('policy.difference', { draftId: draft.id });
  const { value } = live;
  // Only the author has the full draft, and administrators have no policy on their workstation. The version that the
  // draft is based on therefore provides the titles for the changes.
  const version = value?.draft.basedOn;
  const base = useLive('policy.of-version', version === undefined ? null : { version });
  // Changes are shown, and can be published, only once their titles are loaded or have failed to load. Otherwise, the
  // dialog would grow while its button is pressed.
  const isNamed = base.value !== undefined || base.error !== null;
  const announce = useAnnounce();
  const task = useTask();
  const isMine = draft.author.id === me.id;
  const publish = () =>
    task.run('publish', async () => {
      if (value === undefined) return;
      // Publish only the revision that was reviewed here, not a later one.
      const { version } = await ask('policy.publish', { draftId: draft.id, revision: value.draft.revision });
      announce(t('policy.published', { n: String(version) }));
      onPublished();
      onClose();
    });
  const named = ({ changes }: PolicyDifferenceView) =>
    doc ?? (base.value === undefined ? null : draftFrom(base.value, changes));
  const wroteIt = isMine || value?.draft.begunBy?.id === me.id;
  const obstacle = value === undefined ? null : obstacleWords(value, wroteIt);
  return (
    <DialogFrame
      isOpen
      size="wide"
      title={isMine ? t('policy.yourDraft') : t('policy.reviewOf', { name: draft.author.displayName })}
      subtitle={value === undefined ? undefined : value.draft.why}
      onClose={onClose}
      foot={
        <>
          {obstacle !== null && <span className="faint policy-obstacle">{obstacle}</span>}
          <Button className="button" onPress={onClose}>
            {isMine ? t('ui.close') : t('common.cancel')}
          </Button>
          {!isMine && (
            <Button
              className="button button-primary"
              isPending={task.busy !== null}
              isDisabled={value === undefined || !isNamed || obstacle !== null}
              onPress={publish}
            >
              {t('policy.publish')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <TaskError error={task.error} onProven={publish} />
        {live.error !== null && <ListError error={live.error} what="page" onRetry={live.refresh} />}
        {value === undefined && live.slow && <Skeleton lines={8} label={t('policy.loading')} />}
        {value !== undefined && isNamed && (
          <Titles policy={base.value ?? null}>
            {!isMine && obstacle === null && <p>{t('policy.publishLead')}</p>}
            <FaultList faults={value.faults} doc={named(value)} />
            <NoteCount changes={value.changes} />
            <h3 className="section-title">{t('policy.nChanges', { n: value.changes.length })}</h3>
            <ChangesTable label={t('policy.difference')} changes={value.changes} />
            {value.since.length > 0 && (
              <>
                <h3 className="section-title">{t('policy.changedSince')}</h3>
                <ChangesTable label={t('policy.changedSince')} changes={value.since} />
              </>
            )}
            {/* These warnings are about the whole policy, not only about what the draft changes. */}
            <FaultList
              title={t('policy.nWarningsInAll', { n: value.warnings.length })}
              faults={value.warnings}
              doc={named(value)}
            />
            {value.faults.length === 0 && (
              <RehearsalSection draft={value.draft} listsReports={me.role !== 'administrator'} onOpen={onOpen} />
            )}
          </Titles>
        )}
      </div>
    </DialogFrame>
  );
}

/** Says, above a long list of changes, how many texts lack a translation; the list shows which ones. */
function NoteCount({ changes }: Pick<PolicyDifferenceView, 'changes'>) {
  const missing = [...changeNotes(changes).values()].filter(({ why }) => why === 'missing').length;
  return missing === 0 ? null : <Notice tone="warn" title={t('policy.nMissingTexts', { n: missing })} />;
}

function obstacleWords({ draft, current, faults }: PolicyDifferenceView, wroteIt: boolean): string | null {
  if (wroteIt) return t('policy.notYours');
  if (draft.basedOn !== current) return t('policy.outdated', { n: String(current) });
  if (faults.length > 0) return t('policy.nFaults', { n: faults.length });
  return draft.state === 'ready' ? null : t('policy.notReady');
}
