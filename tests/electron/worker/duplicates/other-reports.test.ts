import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import { notHere } from '#electron/worker/duplicates/kept-duplicates.ts';
import { sameSender, shownDuplicates } from '#electron/worker/duplicates/other-reports.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson, isSameSender } from '#shared/domain/same-person.ts';
import { aReport, corrected } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

/** Saves a decision that waits for the server. */
const hold = (stores: ReturnType<typeof filledCache>, { id, trackingNumber }: Report, act: Act) =>
  write(stores.db, (tx) =>
    stores.outbox.add(tx, {
      id: randomUUID(),
      reportId: id,
      trackingNumber,
      act,
      seen: { reportVersion: 1, policyVersion: 1, letterHash: null },
      createdAt: '2026-03-08T09:00:00.000Z',
      circumstances: null,
      holdUntil: '2026-03-08T09:01:00.000Z',
    }),
  );

const by = (serial: number, familyName: string, email: string | null, birthDate: string | null = null, more = {}) =>
  aReport({
    serial,
    receivedAt: `2026-03-${String(serial).padStart(2, '0')}T10:00:00.000Z`,
    ...more,
    facts: { items: [], who: { givenName: 'Ana', familyName, email, phone: null, birthDate } },
  });

test('the same person means the same email, or the same full name and birth date, and never a guess', () => {
  expect(isSamePerson(by(1, 'Peña', 'ana@example.org'), by(2, 'Pena', 'ANA@example.org'))).toBe(true);
  expect(isSamePerson(by(1, 'Peña', null, '1986-01-02'), by(2, 'pena', null, '1986-01-02'))).toBe(true);
  expect(isSamePerson(by(1, 'Peña', null), by(2, 'Peña', null))).toBe(false);
  expect(isSamePerson(by(1, 'Peña', 'a@example.org', '1986-01-02'), by(2, 'Soto', 'b@example.org', '1986-01-02'))).toBe(
    false,
  );
});

test('two of a family who share an e-mail address are not one person, for letters or for officers', () => {
  const at = (serial: number, givenName: string, birthDate: string | null) =>
    aReport({
      serial,
      facts: { who: { givenName, familyName: 'Peña', email: 'home@example.org', phone: '860 555 0142', birthDate } },
    });
  const [ana, son] = [at(1, 'Ana', '1986-01-02'), at(2, 'Luis', '2005-07-08')];
  for (const isOne of [isSamePerson, isSameSender]) {
    expect(isOne(ana, son)).toBe(false);
    // The first name alone, or the birth date alone, is often mistyped or left out.
    expect(isOne(ana, at(3, 'Ana', '1986-02-01'))).toBe(true);
    expect(isOne(ana, at(4, 'Anita', '1986-01-02'))).toBe(true);
    expect(isOne(ana, at(5, 'Anita', null))).toBe(true);
    // Without a birth date, another first name means another person.
    expect(isOne(ana, at(6, 'Luis', null))).toBe(false);
    expect(isOne(ana, at(7, 'Maria Ana', null))).toBe(true);
  }
});

test('for officers only, the same name and phone also mean the same person, unless the birth dates differ', () => {
  const at = (serial: number, phone: string, birthDate: string | null, givenName = 'Ana') =>
    aReport({ serial, facts: { who: { givenName, familyName: 'Peña', email: null, phone, birthDate } } });
  const [one, other] = [at(1, '(860) 555-0142', null), at(2, '+1 860 555 0142', '1986-01-02')];
  expect(isSameSender(one, other)).toBe(true);
  expect(isSamePerson(one, other)).toBe(false);
  expect(isSameSender(other, at(3, '860 555 0142', '1956-01-02'))).toBe(false);
  expect(isSameSender(one, at(3, '860 555 0142', null, 'Eva'))).toBe(false);
  expect(isSameSender(at(1, 'none', null), at(2, 'none', null))).toBe(false);
});

test('a report shows what its person also sent, newest first, and not what a namesake sent', () => {
  const mine = by(3, 'Peña', 'ana@example.org');
  const cache = filledCache([
    mine,
    by(1, 'Pena', 'ana@example.org', null, { state: 'rejected' }),
    by(5, 'Peña', 'ana@example.org'),
    by(4, 'Peña', 'another@example.org'),
  ]);
  expect(sameSender(cache, mine).map(({ trackingNumber, state }) => [trackingNumber, state])).toEqual([
    [by(5, '', null).trackingNumber, 'submitted'],
    [by(1, '', null).trackingNumber, 'rejected'],
  ]);
  const plan = cache.db
    .prepare<[], { detail: string }>(
      "EXPLAIN QUERY PLAN SELECT id FROM queue WHERE person_key = 'x' ORDER BY received_at",
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).toMatch(/INDEX queue_of_person/);
});

test('the location of such a report includes corrections by officers', () => {
  const corrections = [corrected('where.address', '12 Vine Street')];
  const mine = by(2, 'Peña', 'ana@example.org');
  const cache = filledCache([mine, by(1, 'Peña', 'ana@example.org', null, { corrections })]);
  expect(sameSender(cache, mine)).toMatchObject([{ location: '12 Vine Street' }]);
});

test('a duplicate says whose it is and which report is the primary', () => {
  // The same person sends the same report twice, so with any model, these reports are duplicates.
  const mine = aReport({ serial: 1 });
  const other = aReport({ serial: 2, state: 'rejected', duplicateOf: by(9, '', null).trackingNumber });
  const cache = filledCache([mine, other]);
  const [shown] = shownDuplicates(cache, mine, cache.linker.duplicates(mine.id));
  expect(shown).toMatchObject({
    trackingNumber: other.trackingNumber,
    samePerson: true,
    primaryNumber: by(9, '', null).trackingNumber,
    other: { state: 'rejected' },
  });
});

test('a duplicate decided here counts as decided before the server has it', () => {
  const [mine, other, third] = [1, 2, 3].map((serial) => aReport({ serial })) as [Report, Report, Report];
  const cache = filledCache([mine, other, third]);
  const shown = () =>
    shownDuplicates(cache, mine, cache.linker.duplicates(mine.id))
      .map(({ trackingNumber, primaryNumber, stays }) => [trackingNumber, primaryNumber, stays])
      .sort(([one], [other]) => String(one).localeCompare(String(other)));
  const numbers = [other.trackingNumber, third.trackingNumber];
  expect(shown()).toEqual(numbers.map((one) => [one, one, true]));
  const reject = (on: Report, reasonCode: string, duplicateOf: string | null) =>
    hold(cache, on, { kind: 'reject', reasonCode, duplicateOf, note: '' });
  reject(other, 'duplicate', mine.trackingNumber);
  reject(third, 'not_eligible_kind', null);
  expect(shown()).toEqual([
    [other.trackingNumber, mine.trackingNumber, true],
    [third.trackingNumber, third.trackingNumber, false],
  ]);
});

test('of those alike, a report that stays on file itself comes before a closed one, however strong', () => {
  const [mine, third] = [aReport({ serial: 1 }), aReport({ serial: 3 })];
  const lost = aReport({ serial: 2, state: 'rejected' });
  const closed = aReport({ serial: 4, state: 'rejected', duplicateOf: third.trackingNumber });
  const cache = filledCache([mine, lost, third, closed]);
  const shown = shownDuplicates(cache, mine, cache.linker.duplicates(mine.id));
  expect(shown.map(({ trackingNumber }) => trackingNumber)).toEqual(
    [third, closed, lost].map(({ trackingNumber }) => trackingNumber),
  );
});

test('only server results that are not cached here are added, with the latest local decision about them', () => {
  const [mine, here, gone] = [aReport({ serial: 1 }), aReport({ serial: 2 }), aReport({ serial: 3 })];
  const cache = filledCache([mine, here]);
  const found = (report: typeof mine) => ({
    reportId: report.id,
    trackingNumber: report.trackingNumber,
    hypothesis: 'same_person' as const,
    probability: 0.97,
    weight: 9,
    terms: [],
    modelVersion: '1',
    state: 'suggested' as const,
    samePerson: true,
    primaryNumber: report.trackingNumber,
    stays: true,
  });
  const shown = () =>
    notHere(cache, mine.id, [found(here), found(gone)]).map(({ reportId, other, state }) => ({
      reportId,
      other,
      state,
    }));
  expect(shown()).toEqual([{ reportId: gone.id, other: null, state: 'suggested' }]);
  cache.decide(mine.id, gone.id, 'not_same');
  expect(shown()).toEqual([{ reportId: gone.id, other: null, state: 'not_same' }]);

  // A pair that an officer linked is shown, no matter how many stronger pairs there are.
  const many = Array.from({ length: 30 }, (_, at) => found(aReport({ serial: 100 + at })));
  const linked = { ...found(aReport({ serial: 99 })), state: 'same' as const, weight: 0 };
  const cut = notHere(cache, mine.id, [...many, linked]);
  expect([cut.length, cut[0]?.reportId]).toEqual([20, linked.reportId]);
});
