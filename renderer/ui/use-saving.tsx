import { FileDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { TaskError } from './task-error.tsx';

/** A button that saves data from the server to a file, and a notice with the outcome. */
export function useSaving<Saved>({
  label,
  save,
  done,
}: {
  label: string;
  /** Resolves to null if the user chose no file. */
  save: () => Promise<Saved | null>;
  done: (saved: Saved, close: () => void) => ReactNode;
}) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const task = useTask();
  const start = () =>
    task.run('export', async () => {
      setSaved(null);
      setSaved(await save());
    });
  return {
    button: (
      <Button className="button" isPending={task.busy !== null} onPress={start}>
        <FileDown className="icon" aria-hidden />
        {task.busy === null ? label : t('audit.exporting')}
      </Button>
    ),
    outcome:
      task.error !== null ? (
        <div className="pane-notice">
          <TaskError error={task.error} title={t('ui.fileNotSaved')} onRetry={start} onProven={start} />
        </div>
      ) : saved === null ? null : (
        <div className="pane-notice">{done(saved, () => setSaved(null))}</div>
      ),
  };
}
