import { expect, test } from 'vitest';
import { createAnswers } from '#electron/answers.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../helpers/builders.ts';
import { filledCache } from '../helpers/cache.ts';

const entry = (kind: HistoryEntry['kind'], by: string | null): HistoryEntry => ({
  at: '2026-03-08T14:00:00.000Z',
  kind,
  by,
  summary: 'x',
  note: null,
  letter: null,
});
const asked = (by: string) =>
  aReport({ version: 2, state: 'awaiting_citizen', history: [...aReport().history, entry('follow_up', by)] });
const answered = (by: string) =>
  aReport({ ...asked(by), version: 3, state: 'resubmitted', history: [...asked(by).history, entry('answered', null)] });

function desk(known: Report[]) {
  const told: string[][] = [];
  const cache = filledCache(known);
  const tell = (numbers: readonly string[]) => void told.push([...numbers]);
  const answers = createAnswers({ reports: cache.reports, officer: { displayName: 'Officer Rivera' }, tell });
  const pull = (report: Report) => {
    answers.look(report);
    cache.keep(report);
    answers.tell();
  };
  return { told, pull };
}

test('an officer hears once that a person answered what the officer had asked', () => {
  const { told, pull } = desk([asked('Officer Rivera')]);
  pull(answered('Officer Rivera'));
  pull({ ...answered('Officer Rivera'), version: 4 });
  expect(told).toEqual([[aReport().trackingNumber]]);
});

test("what answers a colleague's question, and what a first pull brings, is no news", () => {
  const colleague = desk([asked('Officer Ortega')]);
  colleague.pull(answered('Officer Ortega'));
  const first = desk([]);
  first.pull(answered('Officer Rivera'));
  expect([colleague.told, first.told]).toEqual([[], []]);
});
