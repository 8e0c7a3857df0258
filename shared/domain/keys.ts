import { z } from 'zod';

/** What has a key that an officer may choose, with the key that it has at first. Letters are lower case. */
export const DEFAULT_KEYS = {
  next: 'j',
  previous: 'k',
  approve: 'a',
  reject: 'r',
  follow_up: 'f',
  log_call: 'l',
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
  choose: 'x',
  undo: 'z',
  search: '/',
  go: 'g',
  keys: '?',
} as const;

export type KeyAction = keyof typeof DEFAULT_KEYS;
export const KEY_ACTIONS = Object.keys(DEFAULT_KEYS) as KeyAction[];
/** Each action's key, as `KeyboardEvent.key` names it, in lower case. */
export type Keys = Readonly<Record<KeyAction, string>>;

/** One character that a key writes without Ctrl, Alt or Meta; never white space, which presses and scrolls. */
export const chosenKey = z
  .string()
  .regex(/^[\p{L}\p{N}\p{P}\p{S}]$/u)
  .transform((key) => key.toLowerCase());
export const chosenKeys = z.partialRecord(z.enum(KEY_ACTIONS), chosenKey);
/** The keys that an officer changed. */
export type ChosenKeys = z.infer<typeof chosenKeys>;

/**
 * Every action's key. A key never does two things: the one who chose it for an action has it there, and of others that have
 * the same one, the later loses it.
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

/** The action that has this key already, but for the one it is wanted for. */
export function holderOf(keys: Keys, key: string, wantedFor: KeyAction): KeyAction | null {
  return KEY_ACTIONS.find((action) => action !== wantedFor && keys[action] === key) ?? null;
}

/** What an officer has chosen once `action` has `key`; a key chosen back to its first one is no choice. */
export function withKey(chosen: ChosenKeys, action: KeyAction, key: string): ChosenKeys {
  const { [action]: _, ...others } = chosen;
  return key === DEFAULT_KEYS[action] ? others : { ...others, [action]: key };
}

/** A key as it stands on a keyboard: "A", "/". */
export const keyName = (key: string): string => key.toUpperCase();
