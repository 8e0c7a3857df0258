import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import type { Doc } from './document.ts';
import type { LanguageNote } from './language-notes.ts';
import { NoteList } from './note-list.tsx';

/**
 * Asks for confirmation before a draft with missing translations is marked ready. Translations are optional: a missing
 * one is replaced by the text in the agency's language.
 */
export function ReadyDialog({
  notes,
  doc,
  isPending,
  onReady,
  onClose,
}: {
  notes: readonly LanguageNote[];
  doc: Doc;
  isPending: boolean;
  onReady: () => void;
  onClose: () => void;
}) {
  return (
    <DialogFrame
      isOpen
      title={t('policy.readyWithoutTitle')}
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={onReady} isPending={isPending}>
          {t('policy.readyAnyway')}
        </CancelOr>
      }
    >
      <NoteList notes={notes} doc={doc} />
    </DialogFrame>
  );
}
