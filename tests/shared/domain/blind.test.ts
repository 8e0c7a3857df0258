import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { blindCopy } from '#shared/domain/blind.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { report as reportSchema } from '#shared/domain/report.ts';
import { aReport, corrected } from '../../helpers/builders.ts';

const entry = (at: string, more: Pick<HistoryEntry, 'kind' | 'event'> & Partial<HistoryEntry>): HistoryEntry => ({
  at: `2026-03-${at}T14:00:00.000Z`,
  by: null,
  note: null,
  letter: null,
  ...more,
});
const RIVERA = { by: 'Officer Rivera', officerId: '0195706f-0000-7000-8000-00000000000f' };
const letter = { id: '0195706f-0000-7000-8000-0000000000b1', kind: 'x', subject: 'About your report', text: 'Dear …' };

test('a blind copy has what the reporter sent before the decision, and nothing that the agency did', () => {
  const report = aReport({
    state: 'rejected',
    version: 5,
    caseNumber: '26-000777',
    decidedBy: RIVERA.officerId,
    duplicateOf: 'T26-000009-4',
    assignedTo: { id: RIVERA.officerId, displayName: RIVERA.by },
    corrections: [corrected('who.phone', '860-555-0100'), { ...corrected('how', 'x'), at: '2026-03-12T14:00:00.000Z' }],
    history: [
      entry('07', { kind: 'submitted', event: { code: 'filed', params: {} }, letter }),
      entry('08', {
        kind: 'follow_up',
        event: { code: 'asked', params: { missing: ['x'], replyDays: 15, countIn: 'calendar_days' } },
        ...RIVERA,
        note: 'Which?',
      }),
      entry('09', { kind: 'answered', event: { code: 'answered', params: { files: 0 } }, note: 'The red one.' }),
      entry('09', { kind: 'noted', event: { code: 'noted', params: {} }, ...RIVERA, note: 'I think it is outside.' }),
      entry('10', { kind: 'rejected', event: { code: 'rejected', params: { reasonCode: 'x' } }, ...RIVERA, letter }),
      entry('11', { kind: 'letter_sent', event: { code: 'letter_sent', params: {} }, letter }),
      entry('11', { kind: 'added', event: { code: 'added', params: { files: 0 } }, note: 'Why was it rejected?' }),
    ],
  });
  const copy = blindCopy(report, '2026-03-10T14:00:00.000Z');
  expect(copy.history.map(({ kind, note }) => [kind, note])).toEqual([
    ['submitted', null],
    ['answered', 'The red one.'],
  ]);
  expect(copy.corrections.map(({ field }) => field)).toEqual(['who.phone']);
  expect(copy.facts).toEqual(report.facts);
  expect(reportSchema.parse(copy)).toEqual(copy);
  expect(JSON.stringify(copy)).not.toMatch(/reject|26-000777|T26-000009|outside|Rivera.*noted|About your report/);
});

test('a blind copy has the files that the reporter sent before the decision, and none that an officer sent', () => {
  const base = { mediaType: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64), view: null };
  const file = (name: string, day: string, sentBy?: string) => ({
    ...base,
    id: randomUUID(),
    name,
    receivedAt: `2026-03-${day}T14:00:00.000Z`,
    ...(sentBy === undefined ? {} : { sentBy }),
  });
  const attachments = [file('receipt.pdf', '07'), file('form.pdf', '08', RIVERA.by), file('late.pdf', '11')];
  const copy = blindCopy(aReport({ attachments }), '2026-03-10T14:00:00.000Z');
  expect(copy.attachments.map(({ name }) => name)).toEqual(['receipt.pdf']);
});

test('two reports that were decided differently have the same blind copy', () => {
  const base = { history: aReport().history };
  const approved = aReport({ ...base, state: 'approved', version: 2, caseNumber: '26-000001', offenseCode: 'x' });
  const rejected = aReport({ ...base, state: 'rejected', version: 7, changedAt: '2026-03-11T14:00:00.000Z' });
  const at = '2026-03-10T14:00:00.000Z';
  expect(blindCopy(approved, at)).toEqual(blindCopy(rejected, at));
});
