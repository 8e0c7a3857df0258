import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseSample, type Decision } from '#server/commands/second-review/choose-sample.ts';
import { type ReviewRule, reviewRule } from '#shared/domain/review-rule.ts';

const WEEK = '2026-03-02';
const rule = (given: Partial<ReviewRule>): ReviewRule => reviewRule.parse(given);

const decisions = fc
  .array(
    fc.record({
      officerId: fc.constantFrom('a', 'b', 'c'),
      officerSince: fc.constantFrom(new Date('2020-01-01'), new Date('2026-02-20')),
      reasonCode: fc.constantFrom(null, 'outside', 'duplicate'),
    }),
    { maxLength: 120 },
  )
  .map((all) => all.map((one, at): Decision => ({ ...one, id: `decision ${at}`, at: new Date('2026-03-04') })));
const seeds = fc.string({ minLength: 1, maxLength: 32 });
const ids = (chosen: readonly { id: string }[]) => chosen.map(({ id }) => id).sort();

test('the same seed chooses the same decisions, in whatever order they are read; another seed chooses others', () => {
  fc.assert(
    fc.property(decisions, seeds, (all, seed) => {
      const given = rule({ sharePercent: 30 });
      expect(ids(chooseSample(WEEK, all.toReversed(), given, seed))).toEqual(ids(chooseSample(WEEK, all, given, seed)));
    }),
  );
  const hundred = Array.from({ length: 100 }, (_, at): Decision => {
    return { id: `${at}`, officerId: 'a', officerSince: new Date(0), at: new Date('2026-03-04'), reasonCode: null };
  });
  const by = (seed: string) => ids(chooseSample(WEEK, hundred, rule({ sharePercent: 20 }), seed));
  expect(by('one')).not.toEqual(by('two'));
  expect(by('one')).toHaveLength(20);
});

test('every officer gets the share of their decisions, rounded up, and nobody is drawn twice', () => {
  fc.assert(
    fc.property(decisions, seeds, fc.integer({ min: 0, max: 100 }), (all, seed, sharePercent) => {
      const chosen = chooseSample(WEEK, all, rule({ sharePercent }), seed);
      expect(new Set(ids(chosen)).size).toBe(chosen.length);
      for (const officer of ['a', 'b', 'c']) {
        const own = all.filter(({ officerId }) => officerId === officer);
        const drawn = own.filter(({ id }) => chosen.some((one) => one.id === id)).length;
        expect(drawn).toBe(Math.ceil((own.length * sharePercent) / 100));
      }
    }),
  );
});

test('every decision with a chosen reason is drawn, and counts for no share', () => {
  fc.assert(
    fc.property(decisions, seeds, (all, seed) => {
      const chosen = chooseSample(WEEK, all, rule({ reasons: ['outside'] }), seed);
      expect(ids(chosen)).toEqual(ids(all.filter(({ reasonCode }) => reasonCode === 'outside')));
      expect(chosen.every(({ why }) => why === 'reason')).toBe(true);
    }),
  );
});

test('new officers have their own share', () => {
  fc.assert(
    fc.property(decisions, seeds, (all, seed) => {
      const given = rule({ newOfficerDays: 30, newOfficerSharePercent: 100 });
      const chosen = chooseSample(WEEK, all, given, seed);
      expect(ids(chosen)).toEqual(ids(all.filter(({ officerSince }) => officerSince.getFullYear() === 2026)));
      expect(chosen.every(({ why }) => why === 'new_officer')).toBe(true);
    }),
  );
});

test('decisions from before the officer’s account was created have the share of any other', () => {
  const ten = Array.from({ length: 10 }, (_, at): Decision => {
    const officerSince = new Date('2026-11-28');
    return { id: `${at}`, officerId: 'a', officerSince, at: new Date('2026-03-04'), reasonCode: null };
  });
  for (const newOfficerDays of [0, 30]) {
    const chosen = chooseSample(WEEK, ten, rule({ sharePercent: 15, newOfficerDays }), 'seed');
    expect(chosen.map(({ why }) => why)).toEqual(['share', 'share']);
  }
});

test('each decision of an officer is drawn equally often', () => {
  const ten = Array.from({ length: 10 }, (_, at): Decision => {
    return { id: `${at}`, officerId: 'a', officerSince: new Date(0), at: new Date('2026-03-04'), reasonCode: null };
  });
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2_000; seed += 1)
    for (const { id } of chooseSample(WEEK, ten, rule({ sharePercent: 20 }), `seed ${seed}`))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  // Each report should be chosen about 400 times, with a standard deviation of 18. The seeds are fixed, so this never
  // fails by chance.
  for (const { id } of ten) expect(Math.abs((counts.get(id) ?? 0) - 400)).toBeLessThan(90);
});
