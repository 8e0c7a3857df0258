import type { ActKind } from '#shared/domain/act.ts';
import { type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { Role } from '#shared/domain/officer.ts';
import { COMMANDS, type Command, type View } from './keymap.ts';
import { mayGo } from './views.ts';

export type PaletteEntry = { id: string; title: string; keys: string; command: Command };

const ACTS: readonly { act: ActKind; title: string }[] = [
  { act: 'approve', title: 'Approve this report' },
  { act: 'reject', title: 'Reject this report with a reason' },
  { act: 'follow_up', title: 'Follow up: ask the person for what is missing' },
  { act: 'uphold_appeal', title: 'Appeal: uphold the decision' },
  { act: 'grant_appeal', title: 'Appeal: grant it, so that the report is read again' },
  { act: 'log_call', title: 'Log a call' },
  { act: 'note', title: 'Add a note for colleagues' },
  { act: 'assign', title: 'Hand over to a colleague, or take it yourself' },
  { act: 'escalate', title: 'Escalate to the supervisors' },
  { act: 'correct', title: 'Correct a fact, beside what the person told' },
  { act: 'return', title: 'Take back the decision that was sent' },
];

const PAGES: readonly { view: View; letter: string; title: string }[] = [
  { view: 'start', letter: 'H', title: 'Go to the start page: how things stand' },
  { view: 'queue', letter: 'Q', title: 'Go to the queue' },
  { view: 'outbox', letter: 'W', title: 'Go to what waits to be sent' },
  { view: 'letters', letter: 'P', title: 'Go to the letters to print' },
  { view: 'courtesy', letter: 'C', title: 'Go to the courtesy contacts' },
  { view: 'records', letter: 'R', title: 'Go to the records system' },
  { view: 'audit', letter: 'D', title: 'Go to the decisions' },
  { view: 'accounts', letter: 'A', title: 'Go to the accounts' },
  { view: 'sessions', letter: 'N', title: 'Go to who is signed in' },
  { view: 'linkage', letter: 'F', title: 'Go to how repeats are found' },
  { view: 'updates', letter: 'U', title: 'Go to updates' },
  { view: 'settings', letter: 'S', title: 'Go to settings' },
];

/** Everything that can be done now, the acts on the open report first; nothing that would have no effect. */
export function paletteEntries(now: {
  allowed: readonly ActKind[];
  reportOpen: boolean;
  canUndo: boolean;
  role: Role;
  keys: Keys;
}): PaletteEntry[] {
  const keyed = (action: KeyAction, title: string): PaletteEntry => ({
    id: action,
    title,
    keys: keyName(now.keys[action]),
    command: COMMANDS[action],
  });
  const entries: PaletteEntry[] = ACTS.filter(({ act }) => now.allowed.includes(act)).map(({ act, title }) => ({
    id: `act-${act}`,
    title,
    keys: keyName(now.keys[act]),
    command: { kind: 'act', act },
  }));
  if (now.canUndo) entries.push(keyed('undo', 'Undo the last decision'));
  if (now.reportOpen) {
    entries.push(
      { id: 'fill', title: 'Give the report the whole width, or not', keys: 'Space', command: { kind: 'fill' } },
      { id: 'print', title: 'Print the report, or save it as a PDF', keys: 'Ctrl P', command: { kind: 'print' } },
      { id: 'back', title: 'Close the report', keys: 'Esc', command: { kind: 'back' } },
    );
  }
  const go = keyName(now.keys.go);
  return [
    ...entries,
    keyed('search', 'Search the queue'),
    { id: 'first', title: 'Go to the first report', keys: 'Home', command: { kind: 'move', by: 'first' } },
    { id: 'last', title: 'Go to the last report', keys: 'End', command: { kind: 'move', by: 'last' } },
    ...PAGES.filter(({ view }) => mayGo(view, now.role)).map(
      ({ view, letter, title }): PaletteEntry => ({
        id: `go-${view}`,
        title,
        keys: go === '' ? '' : `${go} ${letter}`,
        command: { kind: 'go', view },
      }),
    ),
    keyed('keys', 'Show the keys'),
    { id: 'tour', title: 'Show the tour of the desk', keys: '', command: { kind: 'tour' } },
    { id: 'lock', title: 'Lock the window', keys: 'Ctrl L', command: { kind: 'lock' } },
  ];
}
