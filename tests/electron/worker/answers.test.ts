import { expect, test } from 'vitest';
import { createAnswers } from '#electron/worker/answers.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';

const [RIVERA, ORTEGA] = ['0195706f-0000-7000-9000-000000000001', '0195706f-0000-7000-9000-000000000002'] as const;

/** All officers in these tests have the same name. */
const entry = (kind: HistoryEntry['kind'], officerId: string | null): HistoryEntry => ({
  at: '2026-03-08T14:00:00.000Z',
  kind,
  by: officerId === null ? null : 'Officer Rivera',
  ...(officerId === null ? {} : { officerId }),
  event: { code: 'noted', params: {} },
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
  const answers = createAnswers({ reports: cache.reports, officer: { id: RIVERA }, tell });
  const pull = (report: Report) => {
    answers.look(report);
    cache.keep(report);
    answers.tell();
  };
  return { told, answers, pull };
}

test("an officer is notified once when a person replies to the officer's question", () => {
  const { told, pull } = desk([asked(RIVERA)]);
  pull(answered(RIVERA));
  pull({ ...answered(RIVERA), version: 4 });
  expect(told).toEqual([[aReport().trackingNumber]]);
});

test('a reply to a colleague with the same name, or one brought by a first pull, sends no notification', () => {
  const colleague = desk([asked(ORTEGA)]);
  colleague.pull(answered(ORTEGA));
  const first = desk([]);
  first.pull(answered(RIVERA));
  expect([colleague.told, first.told]).toEqual([[], []]);
});

test('a reply whose transaction was rolled back is not announced, and counts once when it is repeated', () => {
  const { told, answers, pull } = desk([asked(RIVERA)]);
  answers.look(answered(RIVERA));
  answers.tell();
  expect(told).toEqual([]);
  answers.look(answered(RIVERA));
  pull(answered(RIVERA));
  expect(told).toEqual([[aReport().trackingNumber]]);
});

test('an older reply, on a page in flight while the officer asked again, is not announced', () => {
  const { told, pull } = desk([{ ...asked(RIVERA), version: 4 }]);
  pull(answered(RIVERA));
  expect(told).toEqual([]);
});
