import { expect, test } from 'vitest';
import { asSeen } from '#shared/domain/as-seen.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import { aReport } from '../../helpers/builders.ts';

const officerId = '0195706f-0000-7000-9000-000000000001';
const AT = '2026-03-08T09:00:00.000Z';
const entry = (at: string, code: 'noted' | 'escalated', by = officerId): HistoryEntry => ({
  at,
  kind: code,
  by: 'Officer Rivera',
  officerId: by,
  event: { code, params: {} },
  note: null,
  letter: null,
});
const file = (name: string, receivedAt: string | null): AttachmentMeta => ({
  id: officerId,
  name,
  mediaType: 'image/png',
  bytes: 1,
  sha256: '0'.repeat(64),
  view: null,
  receivedAt,
});
const correction = (at: string, value: string) => ({
  field: 'who.phone',
  value,
  why: '',
  by: { id: officerId, displayName: 'Officer Rivera' },
  at,
});
const base = aReport();
const report = {
  ...base,
  version: 5,
  history: [
    ...base.history,
    entry('2026-03-08T08:00:00.000Z', 'noted'),
    entry(AT, 'escalated'),
    entry('2026-03-09T09:00:00.000Z', 'noted'),
  ],
  corrections: [correction('2026-03-08T07:00:00.000Z', '1'), correction('2026-03-10T09:00:00.000Z', '2')],
  attachments: [
    file('first.png', null),
    file('before.png', '2026-03-08T08:59:59.000Z'),
    file('after.png', '2026-03-08T09:00:01.000Z'),
  ],
};

test('what was there before an act is shown, and what came later is told apart', () => {
  const [then, since] = asSeen(report, { at: AT, officerId, eventCode: 'escalated', seenVersion: 3 });
  expect(then.version).toBe(3);
  expect(then.history.at(-1)?.at).toBe('2026-03-08T08:00:00.000Z');
  expect(then.corrections.map(({ value }) => value)).toEqual(['1']);
  expect(then.attachments.map(({ name }) => name)).toEqual(['first.png', 'before.png']);
  expect(then.facts).toEqual(report.facts);
  expect(since.history.map(({ event }) => event.code)).toEqual(['escalated', 'noted']);
  expect(since.corrections.map(({ value }) => value)).toEqual(['2']);
  expect(since.attachments.map(({ name }) => name)).toEqual(['after.png']);
});

test('an entry that has the time of the act but came before it had been seen', () => {
  const same = { ...report, history: [...base.history, entry(AT, 'noted', base.id), entry(AT, 'escalated')] };
  const [then, since] = asSeen(same, { at: AT, officerId, eventCode: 'escalated', seenVersion: 2 });
  expect(then.history.at(-1)?.event.code).toBe('noted');
  expect(since.history.map(({ event }) => event.code)).toEqual(['escalated']);
});

test('without an entry for the act, times decide', () => {
  const [then, since] = asSeen(report, { at: AT, officerId, eventCode: 'withdrawn', seenVersion: 3 });
  expect(then.history.at(-1)?.at).toBe('2026-03-08T08:00:00.000Z');
  expect(since.history).toHaveLength(2);
});
