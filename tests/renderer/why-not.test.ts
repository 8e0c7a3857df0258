import { expect, test } from 'vitest';
import { DEFAULT_KEYS } from '#shared/domain/keys.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { COMMANDS } from '../../renderer/shell/keymap.ts';
import { whyNot } from '../../renderer/why-not.ts';

const officer = { id: '0195706f-0000-7000-9000-000000000001', role: 'officer' } as const;
const report = (state: string, decidedBy: string | null = officer.id) =>
  ({ report: { state, decidedBy, trackingNumber: 'T26-000001-9' }, here: true, outbox: [] }) as unknown as ReportView;
const desk = {
  inQueue: true,
  isEmpty: false,
  isOpen: true,
  shown: report('awaiting_citizen'),
  beside: undefined,
  chosen: 0,
  waiting: 0,
  officer,
  keys: DEFAULT_KEYS,
  mayPrint: true,
};

test('a key that does nothing on the open report says why', () => {
  expect(whyNot(COMMANDS.approve, desk)).toBe('Approve isn’t available while the report is “Waiting on reporter.”');
  expect(whyNot(COMMANDS.return, { ...desk, shown: report('approved', 'somebody else') })).toMatch(
    /^Only a supervisor/,
  );
  expect(whyNot(COMMANDS.compare, desk)).toBe('No possible duplicates of this report.');
  const none = { ...desk, isOpen: false, shown: undefined };
  expect(whyNot(COMMANDS.reject, none)).toBe('Open a report first: press Enter.');
  expect(whyNot(COMMANDS.reject, { ...none, isEmpty: true })).toBe('No reports listed here.');
});

test('reopening a report that nobody decided is refused for its status, not for whose decision it is', () => {
  for (const state of ['withdrawn', 'closed_no_answer', 'submitted']) {
    const why = whyNot(COMMANDS.return, { ...desk, shown: report(state, null) });
    expect(why).toMatch(/isn’t available while the report is/);
  }
});

test('a key for one report says so while several are selected, whatever is open', () => {
  const words =
    '3 reports are selected, and this works on one at a time. H assigns them all; Esc clears the selection.';
  for (const command of [COMMANDS.approve, COMMANDS.follow_up, COMMANDS.compare]) {
    expect(whyNot(command, { ...desk, chosen: 3, isOpen: false, shown: undefined })).toBe(words);
    expect(whyNot(command, { ...desk, chosen: 3, shown: report('submitted') })).toBe(words);
  }
  expect(whyNot(COMMANDS.approve, { ...desk, chosen: 1 })).toMatch(/isn’t available while/);
});

test('where IT turned printing off, the key for it says so on every page', () => {
  const print = { kind: 'print' } as const;
  for (const one of [desk, { ...desk, inQueue: false }])
    expect(whyNot(print, { ...one, mayPrint: false })).toBe('Your IT department turned printing off on this computer.');
  expect(whyNot(print, { ...desk, inQueue: false })).toBeNull();
});

test('the key for photos says that there are none', () => {
  expect(whyNot(COMMANDS.photos, desk)).toBe('This report has no photos.');
  expect(whyNot(COMMANDS.photos, { ...desk, isOpen: false, shown: undefined })).toBeNull();
});

test('a late undo explains how to reopen a decision that was sent', () => {
  expect(whyNot(COMMANDS.undo, { ...desk, inQueue: false, isOpen: false })).toMatch(/^Nothing left to undo/);
});

test('a late undo names the page where decisions that wait offline can be canceled', () => {
  expect(whyNot(COMMANDS.undo, { ...desk, waiting: 3 })).toMatch(
    /^3 decisions haven’t been sent yet.*Waiting to be sent/,
  );
});

test('in a comparison the message says which report can be rejected, and which key makes the other one primary', () => {
  const beside = { trackingNumber: 'T26-000002-7', isPrimary: true, isAnotherWitness: false, maySwap: true };
  const rejecting = whyNot(COMMANDS.reject, { ...desk, beside });
  expect(rejecting).toBe(
    'T26-000001-9 can’t be rejected as a duplicate of T26-000002-7. W makes T26-000001-9 primary.',
  );
  // If the open report is the primary, it is the other one that would be rejected, and that W makes primary.
  expect(whyNot(COMMANDS.reject, { ...desk, beside: { ...beside, isPrimary: false } })).toBe(
    'T26-000002-7 can’t be rejected as a duplicate of T26-000001-9. W makes T26-000002-7 primary.',
  );
  expect(whyNot(COMMANDS.reject, { ...desk, beside, keys: { ...DEFAULT_KEYS, swap: '' } })).not.toContain('primary');
});

test('W is not named where the other report is the primary already, and two reporters are told apart', () => {
  const beside = { trackingNumber: 'T26-000002-7', isPrimary: true, isAnotherWitness: false, maySwap: false };
  expect(whyNot(COMMANDS.reject, { ...desk, beside })).toBe(
    'T26-000001-9 can’t be rejected as a duplicate of T26-000002-7.',
  );
  const witness = whyNot(COMMANDS.reject, { ...desk, beside: { ...beside, isAnotherWitness: true } });
  expect(witness).toContain('from different reporters');
  expect(witness).not.toContain('primary');
});

test('of two reporters’ reports, the one that is not the primary is named for a rejection all the same', () => {
  const beside = { trackingNumber: 'T26-000002-7', isPrimary: false, isAnotherWitness: true, maySwap: false };
  expect(whyNot(COMMANDS.reject, { ...desk, beside })).toContain('To reject T26-000002-7 all the same, open it');
  expect(whyNot(COMMANDS.reject, { ...desk, beside: { ...beside, isPrimary: true } })).toContain(
    'To reject T26-000001-9 all the same, open it',
  );
});

test('no reason is given for a report that is still loading, or that only the server has', () => {
  expect(whyNot(COMMANDS.approve, { ...desk, shown: undefined })).toBeNull();
  expect(whyNot(COMMANDS.approve, { ...desk, shown: { ...desk.shown, here: false } })).toBeNull();
  expect(whyNot(COMMANDS.next, desk)).toBeNull();
});

test('to a role that decides nothing, the keys that decide say so, and the others nothing', () => {
  const clerk = { ...desk, inQueue: false, isOpen: false, officer: { ...officer, role: 'records' } as const };
  for (const action of ['approve', 'reject', 'follow_up', 'return'] as const) {
    expect(whyNot(COMMANDS[action], clerk), action).toBe(
      'Your role can’t make decisions on reports. Officers and supervisors can.',
    );
  }
  expect(whyNot(COMMANDS.undo, clerk)).toBeNull();
  expect(whyNot(COMMANDS.compare, clerk)).toBeNull();
});
