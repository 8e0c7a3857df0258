import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const report = aReport();
const paths = (act: Act, on = report) => checkAct(on, act, policy).map((field) => field.path);
const reject = (more: Partial<Extract<Act, { kind: 'reject' }>>): Act => ({
  kind: 'reject',
  reasonCode: 'not_eligible_kind',
  duplicateOf: null,
  note: '',
  ...more,
});

describe('what is wrong with an act', () => {
  it('nothing, if it follows the policy', () => {
    expect(paths({ kind: 'approve', offenseCode: 'larceny_other', note: '' })).toEqual([]);
    expect(paths(reject({}))).toEqual([]);
    expect(paths({ kind: 'follow_up', missing: ['serial_number', 'value'], note: '' })).toEqual([]);
    expect(paths({ kind: 'follow_up', missing: [], question: 'Was it locked?', note: '' })).toEqual([]);
    expect(paths({ kind: 'log_call', outcome: 'reached', note: '' })).toEqual([]);
  });

  it('an offense title that does not exist or belongs to another kind', () => {
    for (const offenseCode of ['', 'no_such_title', 'property_damage', 'fraud_card']) {
      expect(paths({ kind: 'approve', offenseCode, note: '' })).toEqual(['offenseCode']);
    }
  });

  it('a reason that is not on the list', () => {
    expect(paths(reject({ reasonCode: 'because' }))).toEqual(['reasonCode']);
  });

  it('a duplicate that names no report, or itself', () => {
    expect(paths(reject({ reasonCode: 'duplicate' }))).toEqual(['duplicateOf']);
    expect(paths(reject({ reasonCode: 'duplicate', duplicateOf: report.trackingNumber }))).toEqual(['duplicateOf']);
    const other = aReport({ serial: 2 }).trackingNumber;
    const slipped = `${other.slice(0, -1)}${(Number(other.at(-1)) + 1) % 10}`;
    expect(paths(reject({ reasonCode: 'duplicate', duplicateOf: slipped }))).toEqual(['duplicateOf']);
    expect(paths(reject({ reasonCode: 'duplicate', duplicateOf: other }))).toEqual([]);
  });

  it('a duplicate under a reason that is about something else', () => {
    const duplicateOf = aReport({ serial: 2 }).trackingNumber;
    for (const { code, needsDuplicateOf } of policy.reasons) {
      expect(paths(reject({ reasonCode: code, duplicateOf })).includes('duplicateOf')).toBe(!needsDuplicateOf);
    }
  });

  it('insufficient information as a reason, when no one has asked for any', () => {
    const act = reject({ reasonCode: 'insufficient_information' });
    expect(paths(act)).toEqual(['reasonCode']);
    const asked: HistoryEntry = {
      at: report.receivedAt,
      kind: 'follow_up',
      by: 'A',
      event: { code: 'noted', params: {} },
      note: null,
      letter: null,
    };
    expect(paths(act, aReport({ history: [...report.history, asked] }))).toEqual([]);
  });

  it('an empty note, cause or reason, and assigning a report to the colleague who already has it', () => {
    expect(paths({ kind: 'escalate', note: '' })).toEqual(['note']);
    expect(paths({ kind: 'note', note: '' })).toEqual(['note']);
    expect(paths({ kind: 'uphold_appeal', note: '' })).toEqual(['note']);
    expect(paths({ kind: 'grant_appeal', note: '' })).toEqual([]);
    expect(paths({ kind: 'return', cause: '', note: 'x' })).toEqual(['cause']);
    expect(paths({ kind: 'correct', field: 'who.phone', value: '860-555-0100', note: '' })).toEqual(['note']);
    expect(paths({ kind: 'correct', field: 'how', value: 'x', note: 'x' })).toEqual(['field']);
    const mine = { id: report.id, displayName: 'Officer Rivera' };
    expect(paths({ kind: 'assign', to: mine.id, note: '' })).toEqual([]);
    expect(paths({ kind: 'assign', to: mine.id, note: '' }, aReport({ assignedTo: mine }))).toEqual(['to']);
    expect(paths({ kind: 'assign', to: null, note: '' })).toEqual(['to']);
  });

  it('a missing item that does not apply to this kind', () => {
    expect(paths({ kind: 'follow_up', missing: ['serial_number', 'account_statement'], note: '' })).toEqual([
      'missing',
    ]);
    expect(paths({ kind: 'follow_up', missing: [], note: 'Was it locked?' })).toEqual(['missing']);
  });
});
