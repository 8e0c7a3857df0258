import { useCallback, useState } from 'react';
import type { WorkstationSettings } from '#shared/settings.ts';
import { ask } from '../bridge.ts';
import { useLook } from '../hooks/use-look.ts';
import { useLive } from '../use-live.ts';

const AT_FIRST: WorkstationSettings = { theme: 'system', textSize: 100, language: 'system' };

/** The workstation's settings. A change shows immediately and is saved by the main process. */
export function useSettings() {
  const live = useLive('settings.get', undefined, ['settings', 'session']);
  const [chosen, setChosen] = useState<WorkstationSettings | null>(null);
  const settings = chosen ?? live.value ?? AT_FIRST;

  useLook(settings);

  const { refresh } = live;
  const change = useCallback(
    (next: WorkstationSettings) => {
      setChosen(next);
      // If saving fails, restore the previous setting.
      ask('settings.set', next)
        .catch(() => setChosen(null))
        .finally(refresh);
    },
    [refresh],
  );
  return { settings, change };
}
