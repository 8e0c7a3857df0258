import { ACT_KINDS, type ActKind } from '#shared/domain/act.ts';
import { DEFAULT_KEYS, KEY_ACTIONS, type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { QueueView } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { ACTION_WORDS } from '../wording/action-words.ts';
import { GO_LETTERS, VIEW_TITLES, VIEWS, type View } from './view.ts';
import { mayGo } from './views.ts';

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
  | { kind: 'photos' }
  | { kind: 'choose' }
  | { kind: 'bulk' }
  | { kind: 'undo' }
  | { kind: 'search' }
  | { kind: 'search_for'; text: string }
  | { kind: 'open_report'; id: string }
  | { kind: 'keys' }
  | { kind: 'lock' }
  | { kind: 'sign_out' }
  | { kind: 'tour' }
  | { kind: 'print' }
  | { kind: 'copy' }
  | { kind: 'palette' }
  | { kind: 'select_all' }
  | { kind: 'go'; view: View }
  | { kind: 'show'; view: QueueView }
  | { kind: 'await_go' };

export type Stroke = { key: string; ctrl: boolean; alt: boolean; meta: boolean; shift?: boolean };

/** Where a key was pressed: in a text field, letters are typed; in an open dialog or menu, all keys are handled there. */
export type Place = {
  typing: boolean;
  overlay: boolean;
  /** The focus is in the report's text, where arrow and page keys scroll. */
  reading: boolean;
  /** A report is open: page keys scroll it, wherever the focus is. */
  reportOpen: boolean;
  /** The focus is on a button or link, which handles Enter and Space itself. */
  control: boolean;
  /** The previous key was G. */
  going: boolean;
};

/** Commands whose keys the officer can change. */
export const COMMANDS: Readonly<Record<KeyAction, Command>> = {
  next: { kind: 'move', by: 1 },
  previous: { kind: 'move', by: -1 },
  approve: { kind: 'act', act: 'approve' },
  reject: { kind: 'act', act: 'reject' },
  follow_up: { kind: 'act', act: 'follow_up' },
  log_call: { kind: 'act', act: 'log_call' },
  message: { kind: 'act', act: 'message' },
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
  photos: { kind: 'photos' },
  choose: { kind: 'choose' },
  undo: { kind: 'undo' },
  search: { kind: 'search' },
  go: { kind: 'await_go' },
  keys: { kind: 'keys' },
};
const SCROLL_KEYS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);
/** Maps the key pressed after G to the page that it opens. */
const GO_KEYS: ReadonlyMap<string, View> = new Map(VIEWS.map((view) => [GO_LETTERS[view].toLowerCase(), view]));

/**
 * Returns the command for a key, or null if the key has no effect here. No key acts on a report directly: each act
 * opens a form first. Only a decision about a pair is made at once; it can be undone.
 */
export function commandFor(stroke: Stroke, place: Place, keys: Keys = DEFAULT_KEYS): Command | null {
  // Locking works wherever the focus is, because an officer leaving the desk has no time to close a form first.
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'l') return { kind: 'lock' };
  if (place.overlay) return null;
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'k') return { kind: 'palette' };
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'p') return { kind: 'print' };
  if ((stroke.ctrl || stroke.meta) && stroke.shift === true && stroke.key.toLowerCase() === 'c')
    return { kind: 'copy' };
  if (place.typing) return null;
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'a') return { kind: 'select_all' };
  if (stroke.ctrl || stroke.meta || stroke.alt) return null;
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  if (place.going) {
    const view = GO_KEYS.get(key);
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

/** Returns the rows of a role's keyboard help, grouped by purpose; actions without a key are left out. */
export function keyList(keys: Keys, role: Role): readonly { title: string; rows: readonly KeyRow[] }[] {
  const row = (action: KeyAction, more: readonly string[] = []): KeyRow[] => {
    const all = [...(keys[action] === '' ? [] : [keyName(keys[action])]), ...more];
    return all.length === 0 ? [] : [{ keys: all, does: ACTION_WORDS[action] }];
  };
  const go = keyName(keys.go);
  const pages = VIEWS.filter((view) => mayGo(view, role));
  const goTo = go === '' ? [] : pages.map((view) => ({ keys: [go, GO_LETTERS[view]], does: VIEW_TITLES[view] }));
  const anyWindow: KeyRow[] = [
    { keys: ['Ctrl + K'], does: t('shell.findAnyCommand') },
    { keys: ['Ctrl + L'], does: t('shell.lockTheWindow') },
    ...row('keys'),
  ];
  if (!mayGo('queue', role)) {
    return [
      { title: t('shell.goTo'), rows: goTo },
      { title: t('shell.window'), rows: anyWindow },
    ].filter(({ rows }) => rows.length > 0);
  }
  return [
    {
      title: t('shell.move'),
      rows: [
        ...row('next', ['↓']),
        ...row('previous', ['↑']),
        { keys: ['Home', 'End'], does: t('shell.firstAndLastReport') },
        { keys: ['Enter'], does: t('shell.openReport') },
        { keys: ['Esc'], does: t('shell.backCloseWhatIsOpen') },
        { keys: ['Space'], does: t('shell.fullWidthReportOnOrOff') },
        { keys: ['Page ↓', 'Page ↑'], does: t('shell.scrollOpenReport') },
        ...row('photos'),
        ...row('choose'),
        ...row('search'),
      ],
    },
    {
      title: t('common.decide'),
      rows: [
        ...ACT_KINDS.flatMap((act) => row(act)),
        { keys: ['Ctrl + Enter'], does: t('shell.sendTheForm') },
        ...row('undo'),
      ],
    },
    {
      title: t('common.compare'),
      rows: [
        ...row('compare'),
        ...(['same', 'related', 'not_same', 'swap'] as const).flatMap((action) => row(action)),
        ...(keys.next === '' || keys.previous === ''
          ? []
          : [{ keys: [keyName(keys.next), keyName(keys.previous)], does: t('shell.nextAndPreviousCandidate') }]),
      ],
    },
    {
      title: t('shell.goTo'),
      rows: goTo,
    },
    {
      title: t('shell.window'),
      rows: [
        { keys: ['Ctrl + ;'], does: t('shell.inAFormInsertASaved') },
        { keys: ['Ctrl + P'], does: t('shell.printOpenReport') },
        { keys: ['Ctrl + Shift + C'], does: t('shell.copyForRecords') },
        ...anyWindow,
      ],
    },
  ].filter(({ rows }) => rows.length > 0);
}
