import { Button } from 'react-aria-components';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { ACT_NOUNS } from '../wording/words.ts';
import { needsYou } from './outbox-card.tsx';

/**
 * Shows a decision that was just canceled, with a button that restores it unchanged. If its letter has changed since,
 * or the server had not accepted the decision, the button opens the form instead, filled in as before.
 */
export function Canceled({
  row,
  mayReturn,
  onRedecide,
  onDone,
}: {
  row: OutboxRow;
  /** Whether the officer can still make this decision. */
  mayReturn: boolean;
  onRedecide: () => void;
  /** Called when the decision is waiting to be sent again. */
  onDone: () => void;
}) {
  const task = useTask();
  const { act, reportId, seen: before } = row;
  const again = async () => {
    if (needsYou(row)) return onRedecide();
    const { seen } = await ask('letter.preview', { reportId, act });
    if (seen.letterHash !== before.letterHash) return onRedecide();
    await ask('review.act', { reportId, act, seen });
    // The restored decision contains what was written, so delete the draft, which would only turn up again later.
    await ask('draft.put', { reportId, kind: act.kind, draft: null });
    onDone();
  };
  return (
    <Notice
      tone="info"
      role="status"
      title={t('outbox.canceledWhatNumber', { what: ACT_NOUNS[act.kind], number: row.trackingNumber })}
      actions={
        mayReturn && (
          // The canceled card had the focus and is gone, so focus this button.
          <Button
            className="button"
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            aria-label={t('outbox.undoCancelNumber', { number: row.trackingNumber })}
            isPending={task.busy !== null}
            onPress={() => task.run(row.id, again)}
          >
            {t('common.undo')}
          </Button>
        )
      }
    >
      {task.error !== null && <ErrorNotice error={task.error} />}
    </Notice>
  );
}
