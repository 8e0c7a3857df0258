import { ACT_KINDS, type ActKind } from '#shared/domain/act.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import { ACT_KEYS } from '../ui/act-keys.ts';

export type View =
  | 'queue'
  | 'letters'
  | 'courtesy'
  | 'records'
  | 'outbox'
  | 'audit'
  | 'accounts'
  | 'sessions'
  | 'updates'
  | 'settings';

export type Command =
  | { kind: 'move'; by: number | 'first' | 'last' | 'page_down' | 'page_up' }
  | { kind: 'open' }
  | { kind: 'scroll'; by: 1 | -1 }
  | { kind: 'back' }
  | { kind: 'fill' }
  | { kind: 'act'; act: ActKind }
  | { kind: 'compare' }
  | { kind: 'pair'; decision: PairDecision['decision'] }
  | { kind: 'undo' }
  | { kind: 'search' }
  | { kind: 'keys' }
  | { kind: 'lock' }
  | { kind: 'print' }
  | { kind: 'palette' }
  | { kind: 'go'; view: View }
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

const ACTS: ReadonlyMap<string, ActKind> = new Map(
  ACT_KINDS.map((act): [string, ActKind] => [ACT_KEYS[act].toLowerCase(), act]),
);
/** What C opens decides by these. */
const PAIRS: Readonly<Record<string, PairDecision['decision']>> = { s: 'same', e: 'related', d: 'not_same' };
const SCROLL_KEYS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);
const VIEWS: Readonly<Record<string, View>> = {
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
};

/** What a key means, or null where it means nothing here. No key destroys: each act opens a form, each form has undo. */
export function commandFor(stroke: Stroke, place: Place): Command | null {
  // Wherever the focus is: whoever gets up from the desk has no time to close a form first.
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'l') return { kind: 'lock' };
  if (place.overlay) return null;
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'k') return { kind: 'palette' };
  if ((stroke.ctrl || stroke.meta) && !stroke.alt && stroke.key.toLowerCase() === 'p') return { kind: 'print' };
  if (stroke.ctrl || stroke.meta || stroke.alt) return null;
  if (place.typing) return null;
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  if (place.going) {
    const view = VIEWS[key];
    return view === undefined ? null : { kind: 'go', view };
  }
  if (place.reading && SCROLL_KEYS.has(key)) return null;
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return { kind: 'move', by: 1 };
    case 'k':
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
    case 'c':
      return { kind: 'compare' };
    case 'z':
      return { kind: 'undo' };
    case '/':
      return { kind: 'search' };
    case '?':
      return { kind: 'keys' };
    case 'g':
      return { kind: 'await_go' };
    default: {
      const act = ACTS.get(key);
      if (act !== undefined) return { kind: 'act', act };
      const decision = PAIRS[key];
      return decision === undefined ? null : { kind: 'pair', decision };
    }
  }
}

/** For the dialog of keys. */
export const KEY_LIST: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['J', 'K', '↓', '↑'], does: 'Move through the queue' },
  { keys: ['Enter'], does: 'Open the report' },
  { keys: ['Esc'], does: 'Back: close what is open' },
  { keys: ['Space'], does: 'Give the report the whole width, and back' },
  { keys: ['Page ↓', 'Page ↑'], does: 'Scroll the open report' },
  { keys: ['A'], does: 'Approve' },
  { keys: ['R'], does: 'Reject' },
  { keys: ['F'], does: 'Follow up' },
  { keys: ['L'], does: 'Log a call' },
  { keys: ['N'], does: 'Add a note for colleagues' },
  { keys: ['H'], does: 'Hand over to a colleague, take it yourself, or give it back to everybody' },
  { keys: ['U'], does: 'Escalate: give it up to the supervisors' },
  { keys: ['M'], does: 'Put a better value beside what the person told' },
  { keys: ['T'], does: 'Take back a decision that was sent' },
  { keys: ['V'], does: 'Appeal: uphold the decision (supervisors)' },
  { keys: ['B'], does: 'Appeal: grant it, so that the report is read again (supervisors)' },
  { keys: ['C'], does: 'Compare with a report that it may repeat; then J and K show the next and the previous one' },
  { keys: ['S'], does: 'While comparing: the same incident, keep both' },
  { keys: ['E'], does: 'While comparing: related, but another incident' },
  { keys: ['D'], does: 'While comparing: not the same; it is never suggested again' },
  { keys: ['Ctrl + Enter'], does: 'Send what the form says' },
  { keys: ['Z'], does: 'Undo the last decision while its clock runs' },
  { keys: ['/'], does: 'Search' },
  { keys: ['G then Q'], does: 'Go to the queue' },
  { keys: ['G then W'], does: 'Go to what waits to be sent' },
  { keys: ['G then P'], does: 'Go to the letters to print' },
  { keys: ['G then C'], does: 'Go to the courtesy contacts' },
  { keys: ['G then R'], does: 'Go to the records system (records, supervisors)' },
  { keys: ['G then D'], does: 'Go to the decisions (supervisors)' },
  { keys: ['G then A'], does: 'Go to the accounts (administrators)' },
  { keys: ['G then N'], does: 'Go to who is signed in (administrators)' },
  { keys: ['G then U'], does: 'Go to updates' },
  { keys: ['G then S'], does: 'Go to settings' },
  { keys: ['Ctrl + L'], does: 'Lock the window at once' },
  { keys: ['Ctrl + P'], does: 'Print the open report' },
  { keys: ['Ctrl + K'], does: 'Find anything that can be done' },
  { keys: ['?'], does: 'Show these keys' },
];
