import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { type KeyAction, type Keys, keyName, keysOf } from '#shared/domain/keys.ts';
import { FIRST_PREFERENCES, type Preferences, type PreferencesChange, withChange } from '#shared/domain/preferences.ts';
import { ask } from '../bridge.ts';
import { roomChanged } from '../hooks/room.ts';
import { useSafeMode } from '../hooks/safe-mode.ts';
import { useLive } from '../use-live.ts';

type Held = {
  preferences: Preferences;
  keys: Keys;
  /** Applies a change immediately and saves it; if saving fails, restores the previous value. */
  change: (change: PreferencesChange) => void;
};

const PreferencesContext = createContext<Held>({
  preferences: FIRST_PREFERENCES,
  keys: keysOf({}),
  change: () => undefined,
});

/** In safe mode: the defaults, without the offer of a tour. */
const SAFE_PREFERENCES: Preferences = { ...FIRST_PREFERENCES, tourSeen: true };

/** Provides the signed-in officer's preferences to all descendants. Nothing is rendered until they are loaded. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const live = useLive('preferences.get', undefined, ['settings']);
  const [chosen, setChosen] = useState<Preferences | null>(null);
  // Safe mode starts with the defaults. A change is still saved, because the officer made it on purpose.
  const first = useSafeMode() ? SAFE_PREFERENCES : null;
  const known = chosen ?? first ?? live.value ?? (live.error === null ? null : FIRST_PREFERENCES);
  const preferences = known ?? FIRST_PREFERENCES;
  const { density } = preferences;
  useLayoutEffect(() => {
    document.documentElement.dataset.density = density;
    roomChanged();
  }, [density]);

  const { refresh, value } = live;
  const change = useCallback(
    (part: PreferencesChange) => {
      setChosen((now) => withChange(now ?? first ?? value ?? FIRST_PREFERENCES, part));
      ask('preferences.change', part)
        .catch(() => setChosen(null))
        .finally(refresh);
    },
    [value, first, refresh],
  );
  const keys = useMemo(() => keysOf(preferences.keys), [preferences.keys]);
  const held = useMemo(() => ({ preferences, keys, change }), [preferences, keys, change]);
  return known === null ? null : <PreferencesContext value={held}>{children}</PreferencesContext>;
}

export function usePreferences(): Held {
  return useContext(PreferencesContext);
}

/** Attribute that tells screen readers the keyboard shortcut; empty if there is none. */
export function shortcut(key: string): { 'aria-keyshortcuts'?: string } {
  return key === '' ? {} : { 'aria-keyshortcuts': keyName(key) };
}

/** The key of an action, shown next to its name; the button exposes it to screen readers through `aria-keyshortcuts`. */
export function Kbd({ of }: { of: KeyAction }) {
  const key = usePreferences().keys[of];
  return key === '' ? null : <kbd aria-hidden>{keyName(key)}</kbd>;
}
