import { useState } from 'react';
import { ask } from '../bridge.ts';
import { useLive } from '../use-live.ts';
import { useTask } from './use-task.ts';

/**
 * Loads the state of the officer's recovery codes and creates new ones. New codes are returned until the officer has
 * saved them.
 */
export function useRecoveryCodes() {
  const { value: state, refresh } = useLive('recovery.state', undefined, ['session']);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const task = useTask();
  const make = () => task.run('make', async () => setCodes((await ask('recovery.make')).codes));
  const keep = () => {
    setCodes(null);
    refresh();
  };
  return { state, codes, error: task.error, isMaking: task.busy !== null, make, keep };
}
