import { parseDate } from '@internationalized/date';
import { useState } from 'react';
import type { DateValue } from 'react-aria-components';
import type { HoldRow } from '#shared/holds-api.ts';
import { ask } from '../bridge.ts';
import { useKeptText } from '../hooks/use-kept-text.ts';
import { useTask } from '../hooks/use-task.ts';
import { calendarDay } from '../model/time.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { Day } from '../ui/day.tsx';
import { useDesk } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { Notice } from '../ui/notice.tsx';
import { fieldSentence } from '../wording/error-words.ts';

type On = { reportId: string; trackingNumber: string };

/** Places a legal hold, which keeps retention from removing the report, or changes an existing hold. */
export function PlaceHoldDialog({
  on,
  before,
  onDone,
  onClose,
}: {
  on: On;
  /** The hold to change. */
  before?: Pick<HoldRow, 'why' | 'until'>;
  onDone: () => void;
  onClose: () => void;
}) {
  const { text: why, set: setWhy, saved } = useKeptText(`hold ${on.reportId}`, before?.why);
  const [until, setUntil] = useState<DateValue | null>(before?.until == null ? null : parseDate(before.until));
  const [missing, setMissing] = useState(false);
  const { now, zone } = useDesk();
  const day = until?.toString() ?? null;
  const isPast = day !== null && day !== before?.until && day < calendarDay(new Date(now).toISOString(), zone);
  const task = useTask();
  const place = () => {
    setMissing(why.trim() === '');
    if (why.trim() === '' || isPast) return;
    task.run(on.reportId, async () => {
      const { reportId } = on;
      const change = before !== undefined;
      await ask('holds.place', { reportId, why: why.trim(), until: day, change });
      saved();
      onDone();
      onClose();
    });
  };
  return (
    <DialogFrame
      isOpen
      title={
        before === undefined
          ? t('find.placeHoldOnNumber', { number: on.trackingNumber })
          : t('find.changeHoldOnNumber', { number: on.trackingNumber })
      }
      onClose={onClose}
      onSend={place}
      foot={
        <CancelOr onCancel={onClose} onPress={place} isPending={task.busy !== null}>
          {before === undefined ? t('find.placeHold') : t('find.saveChange')}
        </CancelOr>
      }
    >
      <div className="stack">
        {task.error !== null && (
          <ErrorNotice
            error={task.error}
            title={before === undefined ? t('find.holdNotPlaced') : t('find.holdNotChanged')}
          />
        )}
        <NoteField
          label={t('find.holdReason')}
          description={t('find.holdReasonHint')}
          value={why}
          onChange={setWhy}
          error={missing ? t('find.enterAReason') : undefined}
          longest={500}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <Day
          label={t('find.expectedUntil')}
          value={until}
          onChange={setUntil}
          error={isPast ? fieldSentence({ detail: { code: 'in_past', params: {} } }) : undefined}
        />
        <Notice tone="info">{t('find.holdStaysUntilLifted')}</Notice>
      </div>
    </DialogFrame>
  );
}
