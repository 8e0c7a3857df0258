import { ACT_KINDS, type ActKind } from '#shared/domain/act.ts';
import { DEFAULT_KEYS, KEY_ACTIONS, type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { SavedView } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { ACTION_WORDS } from '../ui/action-words.ts';

export const VIEWS = [
  'start',
  'queue',
  'letters',
  'courtesy',
  'records',
  'outbox',
  'audit',
  'accounts',
  'sessions',
  'linkage',
  'updates',
  'settings',
] as const;
export type View = (typeof VIEWS)[number];

export type Command =
  | { kind: 'move'; by: number | 'first' | 'last' | 'page_down' | 'page_up' }
  | { kind: 'open' }
  | { kind: 'scroll'; by: 1 | -1 }
  | { kind: 'back' }
  | { kind: 'fill' }
  | { kind: 'act'; act: ActKind }
  | { kind: 'compare' }
  | { kind: 'pair'; decision: PairDecision['decision'] }
  | { kind: 'swap' }
  | { kind: 'choose' }
  | { kind: 'bulk' }
  | { kind: 'undo' }
  | { kind: 'search' }
  | { kind: 'keys' }
  | { kind: 'lock' }
  | { kind: 'sign_out' }
  | { kind: 'tour' }
  | { kind: 'print' }
  | { kind: 'palette' }
  | { kind: 'go'; view: View }
  | { kind: 'show'; view: SavedView }
  | { kind: 'await_go' };

export type Stroke = { key: string; ctrl: boolean; alt: boolean; meta: boolean };

/** Where the stroke falls: letters belong to a field while somebody types, and everything to an open dialog or menu. */
export type Place = {
  typing: boolean;
  overlay: boolean;
  /** The focus is in the report's text, which wants arrows and page keys for scrolling. */
  reading: boolean;
  /** A report is open: page keys scroll it, wherever the focus is. */
  reportOpen: boolean;
  /** The focus is on a button or link, which wants Enter and Space for itself. */
  control: boolean;
  /** The stroke before was G. */
  going: boolean;
};

/** What the keys do that an officer may choose. */
export const COMMANDS: Readonly<Record<KeyAction, Command>> = {
  next: { kind: 'move', by: 1 },
  previous: { kind: 'move', by: -1 },
  approve: { kind: 'act', act: 'approve' },
  reject: { kind: 'act', act: 'reject' },
  follow_up: { kind: 'act', act: 'follow_up' },
  log_call: { kind: 'act', act: 'log_call' },
  note: { kind: 'act', act: 'note' },
  assign: { kind: 'act', act: 'assign' },
  escalate: { kind: 'act', act: 'escalate' },
  correct: { kind: 'act', act: 'correct' },
  return: { kind: 'act', act: 'return' },
  uphold_appeal: { kind: 'act', act: 'uphold_appeal' },
  grant_appeal: { kind: 'act', act: 'grant_appeal' },
  compare: { kind: 'compare' },
  same: { kind: 'pair', decision: 'same' },
  related: { kind: 'pair', decision: 'related' },
  not_same: { kind: 'pair', decision: 'not_same' },
  swap: { kind: 'swap' },
  choose: { kind: 'choose' },
  undo: { kind: 'undo' },
  search: { kind: 'search' },
  go: { kind: 'await_go' },
  keys: { kind: 'keys' },
};
const SCROLL_KEYS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);
/** The letters after G. */
const GO_KEYS: Readonly<Record<string, View>> = {
  h: 'start',
  q: 'queue',
  w: 'outbox',
  p: 'letters',
  c: 'courtesy',
  r: 'records',
  d: 'audit',
  u: 'updates',
  s: 'settings',
  a: 'accounts',
  n: 'sessions',
  f: 'linkage',
};

/** What a key means, or null where it means nothing here. No key destroys: each act opens a form, each form has undo. */
export function commandFor(stroke: Stroke, place: Place, keys: Keys = DEFAULT_KEYS): Command | null {
  // Wherever the focus is: whoever gets up from the desk has no time to close a form first.
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'l') return { kind: 'lock' };
  if (place.overlay) return null;
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'k') return { kind: 'palette' };
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'p') return { kind: 'print' };
  if (stroke.ctrl || stroke.meta || stroke.alt) return null;
  if (place.typing) return null;
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  if (place.going) {
    const view = GO_KEYS[key];
    return view === undefined ? null : { kind: 'go', view };
  }
  if (place.reading && SCROLL_KEYS.has(key)) return null;
  switch (key) {
    case 'ArrowDown':
      return { kind: 'move', by: 1 };
    case 'ArrowUp':
      return { kind: 'move', by: -1 };
    case 'Home':
      return { kind: 'move', by: 'first' };
    case 'End':
      return { kind: 'move', by: 'last' };
    case 'PageDown':
      return place.reportOpen ? { kind: 'scroll', by: 1 } : { kind: 'move', by: 'page_down' };
    case 'PageUp':
      return place.reportOpen ? { kind: 'scroll', by: -1 } : { kind: 'move', by: 'page_up' };
    case 'Enter':
      return place.control ? null : { kind: 'open' };
    case ' ':
      return place.control ? null : { kind: 'fill' };
    case 'Escape':
      return { kind: 'back' };
    default: {
      const action = KEY_ACTIONS.find((one) => keys[one] === key);
      return action === undefined ? null : COMMANDS[action];
    }
  }
}

type KeyRow = { keys: readonly string[]; does: string };

/** For the dialog of keys, by what they are for; an action without a key is left out. */
export function keyList(keys: Keys): readonly { title: string; rows: readonly KeyRow[] }[] {
  const row = (action: KeyAction, more: readonly string[] = []): KeyRow[] => {
    const all = [...(keys[action] === '' ? [] : [keyName(keys[action])]), ...more];
    return all.length === 0 ? [] : [{ keys: all, does: ACTION_WORDS[action] }];
  };
  const go = keyName(keys.go);
  const pages: readonly [letter: string, does: string][] = [
    ['H', t('Start: how things stand')],
    ['Q', t('The queue')],
    ['W', t('What waits to be sent')],
    ['P', t('The letters to print')],
    ['C', t('The courtesy contacts')],
    ['R', t('The records system (records, supervisors)')],
    ['D', t('The decisions (supervisors)')],
    ['A', t('The accounts (administrators)')],
    ['N', t('Who is signed in (administrators)')],
    ['F', t('How repeats are found (administrators)')],
    ['U', t('Updates')],
    ['S', t('Settings')],
  ];
  return [
    {
      title: t('Move'),
      rows: [
        ...row('next', ['↓']),
        ...row('previous', ['↑']),
        { keys: ['Home', 'End'], does: t('First and last report') },
        { keys: ['Enter'], does: t('Open the report') },
        { keys: ['Esc'], does: t('Back: close what is open') },
        { keys: ['Space'], does: t('Give the report the whole width, and back') },
        { keys: ['Page ↓', 'Page ↑'], does: t('Scroll the open report') },
        ...row('choose'),
        ...row('search'),
      ],
    },
    {
      title: t('Decide'),
      rows: [
        ...ACT_KINDS.flatMap((act) => row(act)),
        { keys: ['Ctrl + Enter'], does: t('Send what the form says') },
        ...row('undo'),
      ],
    },
    {
      title: t('Compare'),
      rows: [
        ...row('compare'),
        ...(['same', 'related', 'not_same', 'swap'] as const).flatMap((action) => row(action)),
        ...(keys.next === '' || keys.previous === ''
          ? []
          : [{ keys: [keyName(keys.next), keyName(keys.previous)], does: t('Next and previous candidate') }]),
      ],
    },
    {
      title: t('Go to'),
      rows: go === '' ? [] : pages.map(([letter, does]) => ({ keys: [go, letter], does })),
    },
    {
      title: t('Window'),
      rows: [
        { keys: ['Ctrl + ;'], does: t('In a form: put a ready sentence into the note') },
        { keys: ['Ctrl + P'], does: t('Print the open report') },
        { keys: ['Ctrl + K'], does: t('Find anything that can be done') },
        { keys: ['Ctrl + L'], does: t('Lock the window at once') },
        ...row('keys'),
      ],
    },
  ].filter(({ rows }) => rows.length > 0);
}
