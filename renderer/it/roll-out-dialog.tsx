import { useState } from 'react';
import type { RollOut, RollOutChange } from '#shared/updates-api.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { OneOf } from '../ui/choices.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { type MaintenanceWindow, WindowChoice } from './window-choice.tsx';

export type RollOutTask = 'pause' | 'resume' | 'withdraw' | 'share' | 'window';

type Words = { title: string; text: string; button: string };

const WORDS: Record<RollOutTask, (release: RollOut) => Words> = {
  pause: ({ version }) => ({
    title: t('it.pauseVersion', { version }),
    text: t('it.pauseMeans'),
    button: t('it.pause'),
  }),
  resume: ({ version, share }) => ({
    title: t('it.resumeVersion', { version }),
    text: t('it.resumeMeans', { share }),
    button: t('it.resume'),
  }),
  withdraw: ({ version, workstations, floor }) => ({
    title: t('it.withdrawVersion', { version }),
    text: [
      t('it.withdrawMeans', { n: workstations }),
      ...(floor === null ? [] : [t('it.withdrawLiftsFloor', { floor })]),
    ].join(' '),
    button: t('it.withdraw'),
  }),
  share: ({ version }) => ({
    title: t('it.changeShareOfVersion', { version }),
    text: t('it.shareMeans'),
    button: t('it.changeShare'),
  }),
  window: ({ version }) => ({
    title: t('it.changeWindowOfVersion', { version }),
    text: '',
    button: t('it.changeWindow'),
  }),
};

/** The shares to choose from. The command line can set any share, so the current share is included. */
const sharesWith = (share: number) => [...new Set([5, 10, 25, 50, 100, share])].toSorted((a, b) => a - b);

function changeOf(task: RollOutTask, share: number, window: MaintenanceWindow): RollOutChange {
  switch (task) {
    case 'pause':
      return { state: 'paused' };
    case 'resume':
      return { state: 'out' };
    case 'withdraw':
      return { state: 'withdrawn' };
    case 'share':
      return { share };
    case 'window':
      return { window };
  }
}

/** Explains a roll-out change before it is made. */
export function RollOutDialog({
  release,
  task,
  onChanged,
  onClose,
}: {
  release: RollOut;
  task: RollOutTask;
  /** Called with a sentence that says what was done. */
  onChanged: (words: string) => void;
  onClose: () => void;
}) {
  const [share, setShare] = useState(release.share);
  const [window, setWindow] = useState(release.window);
  const doing = useTask();
  const { title, text, button } = WORDS[task](release);
  const isUnchanged =
    (task === 'share' && share === release.share) ||
    (task === 'window' &&
      (window?.from === window?.to
        ? window !== null || release.window === null
        : window?.from === release.window?.from && window?.to === release.window?.to));
  const carryOut = () =>
    doing.run(task, async () => {
      await ask('releases.change', { version: release.version, change: changeOf(task, share, window) });
      onChanged(doneWords(task, release.version, share));
      onClose();
    });
  return (
    <DialogFrame
      title={title}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={carryOut} isPending={doing.busy !== null} isDisabled={isUnchanged}>
          {button}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={doing.error} onProven={carryOut} />
        {text !== '' && <p>{text}</p>}
        {task === 'share' && (
          <OneOf
            label={t('it.share')}
            choices={sharesWith(release.share).map((n) => ({ value: String(n), title: t('it.nPercent', { n }) }))}
            value={String(share)}
            onChange={(value) => setShare(Number(value))}
            error={undefined}
          />
        )}
        {task === 'window' && <WindowChoice value={window} onChange={setWindow} />}
      </div>
    </DialogFrame>
  );
}

function doneWords(task: RollOutTask, version: string, share: number): string {
  switch (task) {
    case 'pause':
      return t('it.releasePausedDone', { version });
    case 'resume':
      return t('it.releaseResumedDone', { version });
    case 'withdraw':
      return t('it.releaseWithdrawnDone', { version });
    case 'share':
      return t('it.releaseShareDone', { version, share });
    case 'window':
      return t('it.releaseWindowDone', { version });
  }
}
