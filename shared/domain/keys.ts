import { z } from 'zod';

/** Actions whose key an officer can change, with the default keys. Letters are lowercase. */
export const DEFAULT_KEYS = {
  next: 'j',
  previous: 'k',
  approve: 'a',
  reject: 'r',
  follow_up: 'f',
  log_call: 'l',
  message: 'i',
  note: 'n',
  assign: 'h',
  escalate: 'u',
  correct: 'm',
  return: 't',
  uphold_appeal: 'v',
  grant_appeal: 'b',
  compare: 'c',
  same: 's',
  related: 'e',
  not_same: 'd',
  swap: 'w',
  photos: 'p',
  choose: 'x',
  undo: 'z',
  search: '/',
  go: 'g',
  keys: '?',
} as const;

export type KeyAction = keyof typeof DEFAULT_KEYS;
export const KEY_ACTIONS = Object.keys(DEFAULT_KEYS) as KeyAction[];
/** Each action's key, as in `KeyboardEvent.key`, in lowercase. */
export type Keys = Readonly<Record<KeyAction, string>>;

/**
 * One character typed without Ctrl, Alt or Meta. Never whitespace, because the space bar activates buttons and scrolls.
 */
export const chosenKey = z
  .string()
  .regex(/^[\p{L}\p{N}\p{P}\p{S}]$/u)
  .transform((key) => key.toLowerCase());
export const chosenKeys = z.partialRecord(z.enum(KEY_ACTIONS), chosenKey);
/** The keys that an officer changed. */
export type ChosenKeys = z.infer<typeof chosenKeys>;

/**
 * Every action's key. A key never triggers two actions. If several actions have the same key, an action for which the
 * officer chose that key takes precedence, otherwise the first action in the list. The other actions get no key.
 */
export function keysOf(chosen: ChosenKeys): Keys {
  const keys = { ...DEFAULT_KEYS, ...chosen };
  const taken = new Set<string>();
  const isChosen = (action: KeyAction) => Number(keys[action] !== DEFAULT_KEYS[action]);
  const free = KEY_ACTIONS.toSorted((a, b) => isChosen(b) - isChosen(a)).filter((action) => {
    const has = !taken.has(keys[action]);
    taken.add(keys[action]);
    return has;
  });
  const entries = KEY_ACTIONS.map((action) => [action, free.includes(action) ? keys[action] : '']);
  return Object.fromEntries(entries) as Keys;
}

/** Returns another action that already has this key, or null. */
export function holderOf(keys: Keys, key: string, wantedFor: KeyAction): KeyAction | null {
  return KEY_ACTIONS.find((action) => action !== wantedFor && keys[action] === key) ?? null;
}

/** The officer's key choices after assigning `key` to `action`; choosing the default key removes the choice. */
export function withKey(chosen: ChosenKeys, action: KeyAction, key: string): ChosenKeys {
  const { [action]: _, ...others } = chosen;
  return key === DEFAULT_KEYS[action] ? others : { ...others, [action]: key };
}

/** A key as labeled on a keyboard: "A", "/". */
export const keyName = (key: string): string => key.toUpperCase();
