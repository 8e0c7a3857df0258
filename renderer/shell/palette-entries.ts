import type { ActKind } from '#shared/domain/act.ts';
import type { Role } from '#shared/domain/officer.ts';
import { ACT_KEYS } from '../ui/act-keys.ts';
import type { Command } from './keymap.ts';
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

const ALWAYS: readonly PaletteEntry[] = [
  { id: 'search', title: 'Search the queue', keys: '/', command: { kind: 'search' } },
  { id: 'first', title: 'Go to the first report', keys: 'Home', command: { kind: 'move', by: 'first' } },
  { id: 'last', title: 'Go to the last report', keys: 'End', command: { kind: 'move', by: 'last' } },
  { id: 'go-queue', title: 'Go to the queue', keys: 'G Q', command: { kind: 'go', view: 'queue' } },
  { id: 'go-outbox', title: 'Go to what waits to be sent', keys: 'G W', command: { kind: 'go', view: 'outbox' } },
  { id: 'go-letters', title: 'Go to the letters to print', keys: 'G P', command: { kind: 'go', view: 'letters' } },
  { id: 'go-courtesy', title: 'Go to the courtesy contacts', keys: 'G C', command: { kind: 'go', view: 'courtesy' } },
  { id: 'go-records', title: 'Go to the records system', keys: 'G R', command: { kind: 'go', view: 'records' } },
  { id: 'go-audit', title: 'Go to the decisions', keys: 'G D', command: { kind: 'go', view: 'audit' } },
  { id: 'go-updates', title: 'Go to updates', keys: 'G U', command: { kind: 'go', view: 'updates' } },
  { id: 'go-settings', title: 'Go to settings', keys: 'G S', command: { kind: 'go', view: 'settings' } },
  { id: 'keys', title: 'Show the keys', keys: '?', command: { kind: 'keys' } },
  { id: 'lock', title: 'Lock the window', keys: 'Ctrl L', command: { kind: 'lock' } },
];

/** Everything that can be done now, the acts on the open report first; nothing that would have no effect. */
export function paletteEntries(now: {
  allowed: readonly ActKind[];
  reportOpen: boolean;
  canUndo: boolean;
  role: Role;
}): PaletteEntry[] {
  const entries: PaletteEntry[] = ACTS.filter(({ act }) => now.allowed.includes(act)).map(({ act, title }) => ({
    id: `act-${act}`,
    title,
    keys: ACT_KEYS[act],
    command: { kind: 'act', act },
  }));
  if (now.canUndo) entries.push({ id: 'undo', title: 'Undo the last decision', keys: 'Z', command: { kind: 'undo' } });
  if (now.reportOpen) {
    entries.push(
      { id: 'fill', title: 'Give the report the whole width, or not', keys: 'Space', command: { kind: 'fill' } },
      { id: 'print', title: 'Print the report, or save it as a PDF', keys: 'Ctrl P', command: { kind: 'print' } },
      { id: 'back', title: 'Close the report', keys: 'Esc', command: { kind: 'back' } },
    );
  }
  return [...entries, ...ALWAYS.filter(({ command }) => command.kind !== 'go' || mayGo(command.view, now.role))];
}
