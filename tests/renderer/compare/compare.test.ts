import { describe, expect, test } from 'vitest';
import type { Item } from '#shared/domain/incident.ts';
import { compareFields } from '../../../renderer/compare/fields.ts';
import { compareNarratives } from '../../../renderer/compare/narratives.ts';
import { timeScale } from '../../../renderer/compare/time-scale.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { zoneOf } from '../../../renderer/model/time.ts';
import { aReport, corrected, firstPolicy } from '../../helpers/builders.ts';

const words = {
  titles: titlesOf(firstPolicy()),
  zone: zoneOf('America/New_York'),
};

const anItem = (more: Partial<Item>): Item => ({
  type: 'bicycle',
  brand: null,
  model: null,
  serialNumber: null,
  color: null,
  marks: null,
  valueCents: null,
  ...more,
});

const fieldsOf = (left: Parameters<typeof aReport>[0], right: Parameters<typeof aReport>[0]) =>
  compareFields(aReport({ serial: 1, ...left }), aReport({ serial: 2, ...right }), words).flatMap(
    ({ fields }) => fields,
  );
const one = (fields: ReturnType<typeof fieldsOf>, term: string) => fields.find((field) => field.term === term);

describe('two reports, field by field', () => {
  test('match if only case, accents and spaces differ, and differ if one is blank', () => {
    const fields = fieldsOf(
      { facts: { who: { familyName: 'Peña', phone: '860 555 0134' }, where: { address: '90 Atwood Street' } } },
      { facts: { who: { familyName: 'PENA', phone: null }, where: { address: '90 atwood street' } } },
    );
    expect(one(fields, 'Reporter')?.same).toBe(true);
    expect(one(fields, 'Phone')).toEqual({
      term: 'Phone',
      left: '860-555-0134',
      right: null,
      same: false,
      corrected: [],
    });
    expect(fields.findLast(({ term }) => term === 'Address')?.same).toBe(true);
  });

  test('match once an officer corrected one of them, and show which side was corrected', () => {
    const corrections = [corrected('who.phone', '860 555 0134'), corrected('items.0.serialNumber', 'WTU-998')];
    const fields = fieldsOf(
      { facts: { who: { phone: '860 555 0143' }, items: [anItem({ serialNumber: 'WTU-989' })] }, corrections },
      { facts: { who: { phone: '8605550134' }, items: [anItem({ serialNumber: 'WTU-998' })] } },
    );
    expect(one(fields, 'Phone')).toMatchObject({ left: '860-555-0134', same: true, corrected: ['left'] });
    expect(one(fields, 'Item')).toMatchObject({ left: 'bicycle, serial WTU-998', same: true, corrected: ['left'] });
    expect(one(fields, 'Reporter')?.corrected).toEqual([]);
  });

  test('show no time of day that a person did not give', () => {
    const when = { from: '2026-11-20T05:00:00.000Z', to: '2026-11-21T04:59:00.000Z' };
    const fields = fieldsOf({ facts: { when: { ...when, dayOnly: ['from', 'to'] } } }, { facts: { when } });
    expect(fields).toContainEqual(
      expect.objectContaining({
        left: 'Fri, Nov 20, 2026, time not given',
        right: 'Fri, Nov 20, 2026 12:00 AM – 11:59 PM',
        same: false,
      }),
    );
  });

  test('omit fields that are blank in both', () => {
    const silent = { facts: { who: { birthDate: null } } };
    expect(one(fieldsOf(silent, silent), 'DOB')).toBeUndefined();
  });

  test('align items with the same serial number, regardless of order and names', () => {
    const fields = fieldsOf(
      { facts: { items: [anItem({ serialNumber: 'WTU-998' }), anItem({ type: 'lock' })] } },
      { facts: { items: [anItem({ type: 'helmet' }), anItem({ type: 'bike', serialNumber: 'wtu 998' })] } },
    );
    expect(fields.filter(({ term }) => term.startsWith('Item')).map(({ left, right }) => [left, right])).toEqual([
      ['bicycle, serial WTU-998', 'bike, serial wtu 998'],
      ['lock', null],
      [null, 'helmet'],
    ]);
  });
});

describe('two narratives', () => {
  const told = 'Somebody took my red bicycle from the rack in front of the library last night.';
  test('keep every character, and highlight the words that only one of them has', () => {
    const other = told.replace('red bicycle', 'blue bicycle').replace('last night', 'on Friday night');
    const found = compareNarratives(told, other);
    expect(found?.left.map(({ text }) => text).join('')).toBe(told);
    expect(found?.right.map(({ text }) => text).join('')).toBe(other);
    expect(found?.left.filter(({ own }) => own).map(({ text }) => text.trim())).toEqual(['red', 'last']);
    expect(found?.right.filter(({ own }) => own).map(({ text }) => text.trim())).toEqual(['blue', 'on Friday']);
  });

  test('that say the same in other words are shown without highlights', () => {
    const found = compareNarratives(told, 'Bike gone when I came out, no idea who.');
    expect(found?.common).toBeLessThan(0.3);
    expect([...(found?.left ?? []), ...(found?.right ?? [])].some(({ own }) => own)).toBe(false);
  });

  test('of 800 words are compared; those of 100,000 characters, all different, are shown without highlights', () => {
    const many = (n: number, salt: number) => Array.from({ length: n }, (_, i) => `word${(i * salt) % 911}`).join(' ');
    expect(compareNarratives(many(800, 7), `${many(790, 7)} and then he left`)?.common).toBeGreaterThan(0.9);
    expect(compareNarratives(many(12_000, 7), many(12_000, 13))).toBeNull();
  });
});

describe('two times on one line', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
  test('overlap, or are shown as hours or days apart', () => {
    expect(timeScale({ from: at(8), to: at(10) }, { from: at(9), to: at(12) }).words).toBe('Times overlap');
    expect(timeScale({ from: at(8), to: at(10) }, { from: at(15), to: at(15) }).words).toBe('5 hr apart');
    expect(timeScale({ from: at(100), to: at(100) }, { from: at(8), to: at(10) }).words).toBe('4 days apart');
  });
  test('are placed on the line in the order they happened, even if both are the same instant', () => {
    const { left, right } = timeScale({ from: at(8), to: at(10) }, { from: at(15), to: at(16) });
    expect(left.from).toBeLessThan(left.to);
    expect(left.to).toBeLessThan(right.from);
    expect(right.to).toBeLessThanOrEqual(1);
    const same = timeScale({ from: at(8), to: at(8) }, { from: at(8), to: at(8) });
    expect(same.left).toEqual(same.right);
    expect(Number.isFinite(same.left.from)).toBe(true);
  });
});
