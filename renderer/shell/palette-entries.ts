import type { ActKind } from '#shared/domain/act.ts';
import { type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { Role } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { COMMANDS, type Command, type View } from './keymap.ts';
import { mayGo } from './views.ts';

export type PaletteEntry = { id: string; title: string; keys: string; command: Command };

const ACTS: readonly { act: ActKind; title: string }[] = [
  { act: 'approve', title: t('Approve this report') },
  { act: 'reject', title: t('Reject this report with a reason') },
  { act: 'follow_up', title: t('Follow up: ask the person for what is missing') },
  { act: 'uphold_appeal', title: t('Appeal: uphold the decision') },
  { act: 'grant_appeal', title: t('Appeal: grant it, so that the report is read again') },
  { act: 'log_call', title: t('Log a call') },
  { act: 'note', title: t('Add a note for colleagues') },
  { act: 'assign', title: t('Hand over to a colleague, or take it yourself') },
  { act: 'escalate', title: t('Escalate to the supervisors') },
  { act: 'correct', title: t('Correct a fact, beside what the person told') },
  { act: 'return', title: t('Take back the decision that was sent') },
];

const PAGES: readonly { view: View; letter: string; title: string }[] = [
  { view: 'start', letter: 'H', title: t('Go to the start page: how things stand') },
  { view: 'queue', letter: 'Q', title: t('Go to the queue') },
  { view: 'outbox', letter: 'W', title: t('Go to what waits to be sent') },
  { view: 'letters', letter: 'P', title: t('Go to the letters to print') },
  { view: 'courtesy', letter: 'C', title: t('Go to the courtesy contacts') },
  { view: 'records', letter: 'R', title: t('Go to the records system') },
  { view: 'audit', letter: 'D', title: t('Go to the decisions') },
  { view: 'accounts', letter: 'A', title: t('Go to the accounts') },
  { view: 'sessions', letter: 'N', title: t('Go to who is signed in') },
  { view: 'linkage', letter: 'F', title: t('Go to how repeats are found') },
  { view: 'updates', letter: 'U', title: t('Go to updates') },
  { view: 'settings', letter: 'S', title: t('Go to settings') },
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
  if (now.canUndo) entries.push(keyed('undo', t('Undo the last decision')));
  if (now.reportOpen) {
    entries.push(
      { id: 'fill', title: t('Give the report the whole width, or not'), keys: 'Space', command: { kind: 'fill' } },
      { id: 'print', title: t('Print the report, or save it as a PDF'), keys: 'Ctrl P', command: { kind: 'print' } },
      { id: 'back', title: t('Close the report'), keys: 'Esc', command: { kind: 'back' } },
    );
  }
  const go = keyName(now.keys.go);
  return [
    ...entries,
    keyed('search', t('Search the queue')),
    { id: 'first', title: t('Go to the first report'), keys: 'Home', command: { kind: 'move', by: 'first' } },
    { id: 'last', title: t('Go to the last report'), keys: 'End', command: { kind: 'move', by: 'last' } },
    ...PAGES.filter(({ view }) => mayGo(view, now.role)).map(
      ({ view, letter, title }): PaletteEntry => ({
        id: `go-${view}`,
        title,
        keys: go === '' ? '' : `${go} ${letter}`,
        command: { kind: 'go', view },
      }),
    ),
    keyed('keys', t('Show the keys')),
    { id: 'tour', title: t('Show the tour of the desk'), keys: '', command: { kind: 'tour' } },
    { id: 'lock', title: t('Lock the window'), keys: 'Ctrl L', command: { kind: 'lock' } },
  ];
}
