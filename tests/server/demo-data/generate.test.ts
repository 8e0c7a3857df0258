import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '#server/demo-data/calendar.ts';
import type { SeedReport } from '#server/demo-data/generate.ts';
import { withLuhn } from '#server/demo-data/goods.ts';
import { countTexts } from '#server/demo-data/grammar.ts';
import { readDemoWorld } from '#server/demo-data/resources.ts';
import { SCENES } from '#server/demo-data/scenes.ts';
import { REPEATS } from '#server/demo-data/schedule.ts';
import { isTrackingNumber } from '#shared/domain/ids.ts';
import { attachmentMeta, facts } from '#shared/domain/report.ts';
import { isInOrder } from '#shared/domain/timeframe.ts';
import { isInside } from '#shared/screening/geometry.ts';
import { firstPolicy } from '../../helpers/builders.ts';
import { makeReports, RESOURCES, UNTIL } from './world.ts';

const COUNT = 12_000;
let reports: SeedReport[];
beforeAll(async () => {
  reports = await makeReports(COUNT);
});

const share = (test: (report: SeedReport) => boolean) => reports.filter(test).length / reports.length;
const near = (found: number, wanted: number, tolerance: number) => {
  expect(found).toBeGreaterThan(wanted - tolerance);
  expect(found).toBeLessThan(wanted + tolerance);
};
const digest = (all: readonly SeedReport[]) => createHash('sha256').update(JSON.stringify(all)).digest('hex');

describe('the same options', () => {
  it('gives the same reports, byte for byte', async () => {
    const [one, two] = [await makeReports(700, 5), await makeReports(700, 5)];
    expect(digest(one)).toBe(digest(two));
  });
  it('gives different reports for a different seed, count or end', async () => {
    const found = [
      await makeReports(300, 5),
      await makeReports(300, 6),
      await makeReports(301, 5),
      await makeReports(300, 5, new Date('2026-03-12T16:00:00.000Z')),
    ];
    expect(new Set(found.map(digest)).size).toBe(4);
  });
});

describe('every report', () => {
  it('could have been filed through the form', () => {
    const policy = firstPolicy();
    for (const report of reports) {
      const parsed = facts.safeParse(report.facts);
      expect(parsed.error?.issues, report.trackingNumber).toBeUndefined();
      expect(parsed.data).toEqual(report.facts);
      expect(isInOrder(report.facts.when)).toBe(true);
      const title = policy.offenses.find((one) => one.code === report.offenseCode);
      expect(title?.kind).toBe(report.kind);
      if (report.kind === 'fraud') expect(report.facts.fraud).not.toBeNull();
      else expect(report.facts.items.length).toBeGreaterThan(0);
      for (const one of report.attachments) expect(attachmentMeta.safeParse(one).success).toBe(true);
    }
  });

  it('arrives in order, before the end date and after the incident it describes', () => {
    let last = 0;
    for (const { receivedAt, facts: told } of reports) {
      expect(receivedAt.getTime()).toBeGreaterThanOrEqual(last);
      last = receivedAt.getTime();
      expect(receivedAt.getTime()).toBeLessThan(UNTIL.getTime());
      expect(Date.parse(told.when.to)).toBeLessThanOrEqual(receivedAt.getTime());
    }
    expect(reports).toHaveLength(COUNT);
  });

  it('has its own tracking number and id', () => {
    expect(reports.every((one) => isTrackingNumber(one.trackingNumber))).toBe(true);
    expect(new Set(reports.map((one) => one.trackingNumber)).size).toBe(COUNT);
    expect(new Set(reports.map((one) => one.id)).size).toBe(COUNT);
  });

  it('can reach no one: example domains and phone numbers that cannot be dialed', () => {
    for (const { facts: told } of reports) {
      if (told.who.email !== null) expect(told.who.email).toMatch(/@example\.(com|org|net)$/);
      if (told.who.phone === null) continue;
      const digits = told.who.phone.replace(/\D/g, '').slice(-10);
      expect(digits).toMatch(/^(?:\d{3}55501\d\d|[2-9]9\d5\d{6})$/);
    }
  });

  it('shares its phone only with family, a store or its duplicates', () => {
    const people = new Map<string, Set<string>>();
    for (const { facts: told, truth } of reports) {
      if (told.who.phone === null || told.who.actsFor?.relation === 'employee' || truth.pairs.length > 0) continue;
      const key = told.who.phone.replace(/\D/g, '').slice(-10);
      const names = people.get(key) ?? new Set();
      people.set(key, names.add(`${told.who.givenName} ${told.who.familyName}`));
    }
    expect([...people.values()].every((names) => names.size === 1)).toBe(true);
  });
});

describe('the data set', () => {
  it('has the four kinds in the right proportions', () => {
    near(
      share((one) => one.kind === 'larceny'),
      0.7,
      0.025,
    );
    near(
      share((one) => one.kind === 'lost_property'),
      0.12,
      0.02,
    );
    near(
      share((one) => one.kind === 'vandalism'),
      0.12,
      0.02,
    );
    near(
      share((one) => one.kind === 'fraud'),
      0.06,
      0.015,
    );
  });

  it('has about 6% duplicates of every type, and 12% that do not belong online', () => {
    near(
      share((one) => one.truth.pairs.some((pair) => REPEATS.some((relation) => relation === pair.relation))),
      0.06,
      0.012,
    );
    near(
      share((one) => one.truth.screened !== null),
      0.12,
      0.015,
    );
    for (const relation of [...REPEATS, 'sibling', 'witness', 'repeat_victim', 'spree']) {
      expect(reports.some((one) => one.truth.pairs.some((pair) => pair.relation === relation))).toBe(true);
    }
  });

  it('has the filing delays known from real online reports', () => {
    const hours = reports
      .map((one) => (one.receivedAt.getTime() - Date.parse(one.facts.when.from)) / 3_600_000)
      .sort((a, b) => a - b);
    const at = (quantile: number) => hours[Math.floor(quantile * hours.length)] ?? 0;
    near(at(0.1), 1.9, 0.6);
    near(at(0.5), 17, 4);
    near(at(0.9), 208, 45);
  });

  it('arrives more by day than by night, with one place in five not mapped', () => {
    const clock = createClock('America/New_York');
    const byHour = (from: number, to: number) =>
      share((one) => {
        const { hour } = clock.local(one.receivedAt.getTime());
        return hour >= from && hour < to;
      });
    expect(byHour(9, 17)).toBeGreaterThan(0.4);
    expect(byHour(1, 6)).toBeLessThan(0.07);
    near(
      share((one) => one.facts.where.point === null),
      0.19,
      0.02,
    );
    near(
      share((one) => one.facts.who.language === 'es'),
      0.2,
      0.03,
    );
  });

  it('is located in the city, unless its ground truth says otherwise', async () => {
    const { boundary } = await readDemoWorld(RESOURCES);
    for (const { facts: told, truth } of reports) {
      if (told.where.point === null) continue;
      expect(isInside(told.where.point, boundary)).toBe(truth.screened !== 'outside_city');
    }
  });

  it('hardly ever repeats itself, and every scene can be told in at least a hundred thousand ways', () => {
    const told = new Set(reports.map((one) => one.facts.how));
    expect(told.size / COUNT).toBeGreaterThan(0.97);
    for (const scene of SCENES) expect(countTexts(scene.english), scene.code).toBeGreaterThan(100_000);
  });

  it('uses few enough pictures to share', () => {
    const pictures = new Set(reports.flatMap((one) => one.attachments.map((file) => file.sha256)));
    expect(pictures.size).toBeGreaterThan(150);
    expect(pictures.size).toBeLessThanOrEqual(200);
  });
});

/** Returns the days between the end of the first incident and the start of the second, as reported. */
const incidentDays = (first: SeedReport, second: SeedReport) =>
  (Date.parse(second.facts.when.from) - Date.parse(first.facts.when.to)) / 86_400_000;

describe('the ground truth', () => {
  it('pairs each report only with earlier ones that exist', () => {
    const seen = new Map<string, SeedReport>();
    for (const report of reports) {
      for (const pair of report.truth.pairs) expect(seen.get(pair.trackingNumber)?.id).toBe(pair.id);
      seen.set(report.trackingNumber, report);
    }
  });

  it('separates duplicates of one incident from another incident with the same victim', () => {
    const byNumber = new Map(reports.map((one) => [one.trackingNumber, one]));
    for (const report of reports) {
      for (const pair of report.truth.pairs) {
        const first = byNumber.get(pair.trackingNumber);
        if (first === undefined) throw new Error(pair.trackingNumber);
        const days = (report.receivedAt.getTime() - first.receivedAt.getTime()) / 86_400_000;
        if (pair.relation === 'resend') expect(days).toBeLessThan(10.1 / 1440);
        if (pair.relation === 'repeat_victim') expect(incidentDays(first, report)).toBeGreaterThan(6.9);
        if (pair.relation === 'other_phone') expect(report.facts.who.phone).not.toBe(first.facts.who.phone);
        if (pair.relation === 'spouse') expect(report.facts.who.address).toBe(first.facts.who.address);
        if (pair.relation === 'other_title') expect(report.offenseCode).not.toBe(first.offenseCode);
      }
    }
  });
});

describe('an IMEI', () => {
  it('ends with its check digit', () => {
    expect(withLuhn('49015420323751')).toBe('490154203237518');
  });
});
