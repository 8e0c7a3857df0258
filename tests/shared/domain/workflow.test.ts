import { describe, expect, it } from 'vitest';
import { ACT_KINDS, type ActKind } from '#shared/domain/act.ts';
import { ROLES } from '#shared/domain/officer.ts';
import { REPORT_STATES, type ReportState } from '#shared/domain/report.ts';
import { allowedActs, isOpen, leavesQueue, nextState, OPEN_STATES, personalObstacle } from '#shared/domain/workflow.ts';

type Row = Partial<Record<ActKind, ReportState | 'same'>>;
const DECIDE: Row = { approve: 'approved', reject: 'rejected', follow_up: 'awaiting_citizen', escalate: 'escalated' };
const OPEN: Row = { log_call: 'same', message: 'same', assign: 'same', note: 'same', correct: 'same' };
const TAKE_BACK: Row = { message: 'same', note: 'same', return: 'returned' };

/** The status that each act of an officer leads to; anything not listed is not allowed (docs/process.md, 2). */
const OFFICER: Record<ReportState, Row> = {
  draft: {},
  unconfirmed: {},
  submitted: { ...DECIDE, ...OPEN },
  resubmitted: { ...DECIDE, ...OPEN },
  returned: { ...DECIDE, ...OPEN },
  awaiting_citizen: { escalate: 'escalated', ...OPEN },
  escalated: OPEN,
  appealed: OPEN,
  approved: { ...TAKE_BACK, correct: 'same' },
  rejected: TAKE_BACK,
  withdrawn: { note: 'same' },
  closed_no_answer: { message: 'same', note: 'same' },
};
/** The additional acts of a supervisor, and the status that each leads to. */
const SUPERVISOR: Partial<Record<ReportState, Row>> = {
  escalated: { approve: 'approved', reject: 'rejected' },
  appealed: { uphold_appeal: 'rejected', grant_appeal: 'returned' },
};

const cases = REPORT_STATES.flatMap((state) => ROLES.map((role) => ({ state, role })));

describe('the workflow', () => {
  it.each(cases)('takes a $role from $state to the state in the table, act by act', ({ state, role }) => {
    const row: Row =
      role === 'officer' ? OFFICER[state] : role === 'supervisor' ? { ...OFFICER[state], ...SUPERVISOR[state] } : {};
    const wanted = Object.fromEntries(ACT_KINDS.map((act) => [act, row[act] === 'same' ? state : (row[act] ?? null)]));
    expect(Object.fromEntries(ACT_KINDS.map((act) => [act, nextState(state, act, role)]))).toEqual(wanted);
    expect(allowedActs(state, role)).toEqual(ACT_KINDS.filter((act) => wanted[act] !== null));
  });

  it('keeps a report open until it is decided, and only a decision or a question takes it out of the queue', () => {
    expect(REPORT_STATES.filter(isOpen).sort()).toEqual([...OPEN_STATES].sort());
    expect(ACT_KINDS.filter(leavesQueue)).toEqual(['approve', 'reject', 'follow_up', 'uphold_appeal']);
    for (const { state, role } of cases) {
      for (const act of allowedActs(state, role)) {
        const after = nextState(state, act, role);
        if (after !== null && isOpen(state) && !leavesQueue(act)) expect(isOpen(after)).toBe(true);
      }
    }
  });

  it('lets officers reopen their own decisions and supervisors any; no one rules on an appeal of their own decision', () => {
    const me = { id: 'me', role: 'officer' } as const;
    const chief = { id: 'chief', role: 'supervisor' } as const;
    expect(personalObstacle({ decidedBy: 'me' }, 'return', me)).toBeNull();
    expect(personalObstacle({ decidedBy: 'other' }, 'return', me)).toEqual({ code: 'others_decision', params: {} });
    expect(personalObstacle({ decidedBy: null }, 'return', me)).toEqual({ code: 'others_decision', params: {} });
    expect(personalObstacle({ decidedBy: 'other' }, 'return', chief)).toBeNull();
    for (const act of ['uphold_appeal', 'grant_appeal'] as const) {
      expect(personalObstacle({ decidedBy: 'chief' }, act, chief)).toEqual({ code: 'own_decision', params: {} });
      expect(personalObstacle({ decidedBy: 'me' }, act, chief)).toBeNull();
    }
  });

  it('lets the only supervisor rule on an appeal of their own decision, and nothing else that is forbidden', () => {
    const me = { id: 'me', role: 'officer' } as const;
    const chief = { id: 'chief', role: 'supervisor' } as const;
    for (const act of ['uphold_appeal', 'grant_appeal'] as const) {
      expect(personalObstacle({ decidedBy: 'chief' }, act, chief, true)).toBeNull();
    }
    expect(personalObstacle({ decidedBy: 'other' }, 'return', me, true)).toMatchObject({ code: 'others_decision' });
  });
});
