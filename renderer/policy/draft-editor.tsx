import { ArrowLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import type { PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import type { AppError } from '#shared/errors.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useTitles } from '../ui/titles.tsx';
import type { Doc } from './document.ts';
import { type Keeping, unsavedOf } from './draft-keeper.ts';
import { FaultList } from './fault-list.tsx';
import { NoteList } from './note-list.tsx';
import { Parts } from './parts.tsx';
import { pathWords } from './policy-words.ts';
import { ReadyDialog } from './ready-dialog.tsx';
import { EditingProvider, type OwnDraft, useOwnDraft } from './use-editing.ts';

type Props = {
  draft: OwnDraft;
  inForce: Policy | null;
  onReview: (draft: PolicyDraftRow, doc: Doc) => void;
  /** Called when the draft was saved elsewhere, to reload it and merge what was typed here. */
  onMerge: () => void;
  /** The outcome of the draft's last update to the version in force; null if there was none. */
  note: string | null;
  /** Why the last action outside the editor, such as merging, failed. */
  problem: AppError | null;
  /** Called after the draft is updated to the version in force, with the updated draft and the outcome. */
  onUpdated: (draft: OwnDraft | null, note: string) => void;
  onClose: () => void;
};

/** A draft of the policy, part by part, with problems shown at their fields. Everything typed is saved as it is. */
export function DraftEditor({ draft, inForce, note, problem, onReview, onMerge, onUpdated, onClose }: Props) {
  const own = useOwnDraft(draft, inForce);
  const { editing, why, setWhy, keeping, keeper } = own;
  const titles = useTitles();
  const announce = useAnnounce();
  const task = useTask();
  const [discarding, setDiscarding] = useState(false);
  const [isMissingWhy, setMissingWhy] = useState(false);
  const whyBox = useRef<HTMLInputElement>(null);
  const isOutdated = inForce !== null && draft.basedOn !== inForce.version;
  const { faults, notes } = editing;
  const missing = notes.filter(({ why }) => why === 'missing');
  const [askingReady, setAskingReady] = useState(false);

  /** Whether the server has every change; if not, the page already says why. */
  const isFlushed = async () => {
    await keeper.flush();
    return unsavedOf(draft.id) === undefined;
  };
  const ready = () => {
    task.run('offer', async () => {
      if (!(await isFlushed())) return;
      const { document, why: cause } = own.typed();
      const named = { draftId: draft.id, revision: keeper.revision() };
      await ask('policy.save', { ...named, document: JSON.stringify(document), why: cause, ready: true });
      announce(t('policy.offered'));
      onClose();
    });
  };
  const offer = () => {
    setMissingWhy(why.trim() === '');
    if (why.trim() === '') {
      // The field may be far above the button that was pressed.
      whyBox.current?.focus();
      return;
    }
    if (missing.length > 0) setAskingReady(true);
    else ready();
  };
  const update = () =>
    task.run('update', async () => {
      if (!(await isFlushed())) return;
      const { conflicts } = await ask('policy.rebase', { draftId: draft.id, revision: keeper.revision() });
      const places = conflicts.map((path) => pathWords(path, titles)).join('; ');
      const done = conflicts.length === 0 ? t('policy.updatedClean') : t('policy.updated', { places });
      onUpdated((await ask('policy.own')).draft, done);
    });
  const error = task.error ?? problem;
  const discard = () =>
    task.run('discard', async () => {
      await ask('policy.discard', { draftId: draft.id });
      keeper.forget();
      onClose();
    });
  const review = () =>
    task.run('review', async () => {
      // If the server can't be reached, the dialog says that it needs the server.
      if ((await isFlushed()) || keeper.isCutOff()) onReview(draft, own.typed().document);
    });

  return (
    <Page
      title={t('policy.editing')}
      lead={t('policy.basedOnN', { n: String(draft.basedOn) })}
      tools={
        <>
          <SavedMark keeping={keeping} />
          <Button className="button button-quiet page-back" onPress={onClose}>
            <ArrowLeft className="icon" aria-hidden />
            {t('policy.back')}
          </Button>
          <Button className="button" onPress={() => setDiscarding(true)}>
            {t('policy.discard')}
          </Button>
          <Button className="button" isDisabled={task.busy !== null} onPress={review}>
            {t('policy.changes')}
          </Button>
          <Button
            className="button button-primary"
            isDisabled={faults.length > 0 || isOutdated || task.busy !== null}
            onPress={offer}
          >
            {t('policy.offer')}
          </Button>
        </>
      }
    >
      <div className="page-body">
        {keeping.state === 'failed' && (
          <NotSaved error={keeping.error} onRetry={() => void keeper.flush()} onMerge={onMerge} />
        )}
        {error !== null && !discarding && <ErrorNotice error={error} title={t('policy.couldntDo')} />}
        {note !== null && <Notice tone="info" role="status" title={note} />}
        {isOutdated && (
          <Notice
            tone="warn"
            title={t('policy.outdated', { n: String(inForce.version) })}
            actions={
              <Button className="button" isDisabled={task.busy !== null} onPress={update}>
                {t('policy.update')}
              </Button>
            }
          />
        )}
        <TextField
          className="field policy-why"
          value={why}
          onChange={setWhy}
          maxLength={1000}
          isInvalid={isMissingWhy && why.trim() === ''}
        >
          <Label className="label">{t('policy.whyThisChange')}</Label>
          <Text slot="description" className="hint-text">
            {t('policy.whyDescription')}
          </Text>
          <Input className="input" autoComplete="off" ref={whyBox} />
          <FieldError className="field-error">{t('policy.whyFirst')}</FieldError>
        </TextField>
        <FaultList faults={faults} doc={editing.doc} onGo={own.goTo} />
        <NoteList notes={notes} doc={editing.doc} onGo={own.goTo} />
        <EditingProvider value={editing}>
          <Parts />
        </EditingProvider>
      </div>
      {askingReady && (
        <ReadyDialog
          notes={missing}
          doc={editing.doc}
          isPending={task.busy !== null}
          onReady={() => {
            setAskingReady(false);
            ready();
          }}
          onClose={() => setAskingReady(false)}
        />
      )}
      {discarding && (
        <DialogFrame
          isOpen
          title={t('policy.discardTitle')}
          onClose={() => setDiscarding(false)}
          foot={
            <CancelOr onCancel={() => setDiscarding(false)} onPress={discard} isPending={task.busy !== null}>
              {t('policy.discardVerb')}
            </CancelOr>
          }
        >
          <div className="stack">
            {error !== null && <ErrorNotice error={error} title={t('policy.couldntDo')} />}
            <p>{t('policy.discardLead')}</p>
          </div>
        </DialogFrame>
      )}
    </Page>
  );
}

function NotSaved({ error, onRetry, onMerge }: { error: AppError; onRetry: () => void; onMerge: () => void }) {
  if (error.detail?.code === 'draft_changed')
    return (
      <Notice
        tone="warn"
        role="status"
        title={t('policy.changedElsewhere')}
        actions={
          <Button className="button" onPress={onMerge}>
            {t('policy.merge')}
          </Button>
        }
      >
        {t('policy.changedElsewhereMore')}
      </Notice>
    );
  if (error.code !== 'offline' && error.code !== 'unavailable')
    return <ErrorNotice error={error} title={t('policy.stateFailed')} onRetry={onRetry} />;
  return (
    <Notice tone="warn" role="status" title={t('policy.stateFailed')}>
      {t('policy.willRetry')}
    </Notice>
  );
}

function SavedMark({ keeping: { state } }: { keeping: Keeping }) {
  const words = { saved: t('policy.stateSaved'), unsaved: t('policy.stateUnsaved'), failed: t('policy.stateFailed') };
  return (
    <span className="faint" role="status">
      {words[state]}
    </span>
  );
}
