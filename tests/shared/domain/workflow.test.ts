import { describe, expect, it } from 'vitest';
import { ROLES } from '#shared/domain/officer.ts';
import { REPORT_STATES, type ReportState } from '#shared/domain/report.ts';
import { allowedActs, isOpen, leavesQueue, nextState, OPEN_STATES } from '#shared/domain/workflow.ts';

/** Where each act of an officer leads; a dash stands for "not allowed". */
const TABLE: Record<ReportState, [approve: string, reject: string, follow_up: string, log_call: string]> = {
  draft: ['-', '-', '-', '-'],
  unconfirmed: ['-', '-', '-', '-'],
  submitted: ['approved', 'rejected', 'awaiting_citizen', 'submitted'],
  resubmitted: ['approved', 'rejected', 'awaiting_citizen', 'resubmitted'],
  returned: ['approved', 'rejected', 'awaiting_citizen', 'returned'],
  awaiting_citizen: ['-', '-', '-', 'awaiting_citizen'],
  escalated: ['-', '-', '-', 'escalated'],
  appealed: ['-', '-', '-', 'appealed'],
  approved: ['-', '-', '-', '-'],
  rejected: ['-', '-', '-', '-'],
  withdrawn: ['-', '-', '-', '-'],
  closed_no_answer: ['-', '-', '-', '-'],
};
const ACTS = ['approve', 'reject', 'follow_up', 'log_call'] as const;

describe('the workflow', () => {
  it.each(REPORT_STATES)('leads an officer from %s to where the table says', (state) => {
    const found = ACTS.map((act) => nextState(state, act, 'officer') ?? '-');
    expect(found).toEqual(TABLE[state]);
  });

  it('lets only a supervisor decide what was escalated', () => {
    expect(nextState('escalated', 'approve', 'supervisor')).toBe('approved');
    expect(nextState('escalated', 'reject', 'supervisor')).toBe('rejected');
    expect(nextState('escalated', 'follow_up', 'supervisor')).toBeNull();
    for (const state of REPORT_STATES.filter((one) => one !== 'escalated')) {
      for (const act of ACTS) expect(nextState(state, act, 'supervisor')).toBe(nextState(state, act, 'officer'));
    }
  });

  it('lets nobody else do anything', () => {
    for (const role of ROLES.filter((one) => one === 'records' || one === 'administrator')) {
      for (const state of REPORT_STATES) expect(allowedActs(state, role)).toEqual([]);
    }
  });

  it('offers exactly the acts that lead somewhere', () => {
    expect(allowedActs('submitted', 'officer')).toEqual([...ACTS]);
    expect(allowedActs('awaiting_citizen', 'officer')).toEqual(['log_call']);
    expect(allowedActs('escalated', 'supervisor')).toEqual(['approve', 'reject', 'log_call']);
  });

  it('keeps a report open until it is decided, and a call never takes it out of the queue', () => {
    expect(REPORT_STATES.filter(isOpen).sort()).toEqual([...OPEN_STATES].sort());
    expect(ACTS.filter(leavesQueue)).toEqual(['approve', 'reject', 'follow_up']);
  });
});
