import { useState } from 'react';
import type { RollOut, RollOutChange } from '#shared/updates-api.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { OneOf } from '../ui/choices.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { TaskError } from '../ui/task-error.tsx';

export type RollOutTask = 'pause' | 'resume' | 'withdraw' | 'share';

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
  withdraw: ({ version, workstations }) => ({
    title: t('it.withdrawVersion', { version }),
    text: t('it.withdrawMeans', { n: workstations }),
    button: t('it.withdraw'),
  }),
  share: ({ version }) => ({
    title: t('it.changeShareOfVersion', { version }),
    text: t('it.shareMeans'),
    button: t('it.changeShare'),
  }),
};

/** What may be chosen; the command line sets any share, so the present one is added. */
const sharesWith = (share: number) => [...new Set([5, 10, 25, 50, 100, share])].toSorted((a, b) => a - b);

function changeOf(task: RollOutTask, share: number): RollOutChange {
  switch (task) {
    case 'pause':
      return { state: 'paused' };
    case 'resume':
      return { state: 'out' };
    case 'withdraw':
      return { state: 'withdrawn' };
    case 'share':
      return { share };
  }
}

/** Explains a change of a roll-out before it is made. */
export function RollOutDialog({
  release,
  task,
  onChanged,
  onClose,
}: {
  release: RollOut;
  task: RollOutTask;
  /** With what was done, in words. */
  onChanged: (words: string) => void;
  onClose: () => void;
}) {
  const [share, setShare] = useState(release.share);
  const doing = useTask();
  const { title, text, button } = WORDS[task](release);
  const carryOut = () =>
    doing.run(task, async () => {
      await ask('releases.change', { version: release.version, change: changeOf(task, share) });
      onChanged(doneWords(task, release.version, share));
      onClose();
    });
  return (
    <DialogFrame
      title={title}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr
          onCancel={onClose}
          onPress={carryOut}
          isPending={doing.busy !== null}
          isDisabled={task === 'share' && share === release.share}
        >
          {button}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={doing.error} onProven={carryOut} />
        <p>{text}</p>
        {task === 'share' && (
          <OneOf
            label={t('it.share')}
            choices={sharesWith(release.share).map((n) => ({ value: String(n), title: t('it.nPercent', { n }) }))}
            value={String(share)}
            onChange={(value) => setShare(Number(value))}
            error={undefined}
          />
        )}
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
  }
}
