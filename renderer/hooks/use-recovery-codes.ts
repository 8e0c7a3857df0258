import { useState } from 'react';
import { ask } from '../bridge.ts';
import { useLive } from '../use-live.ts';
import { useTask } from './use-task.ts';

/**
 * The officer's recovery codes: how many are left, making new ones, and the new ones until the officer has saved them.
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
