import { expect, test } from 'vitest';
import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { createScorer } from '#shared/link/link.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { keptOf } from '../../../renderer/compare/keep.ts';
import { rejection } from '../../../renderer/compare/pair-acts.ts';
import { mayStay } from '../../../renderer/review/draft.ts';
import { duplicateTitle } from '../../../renderer/wording/duplicate-words.ts';
import { aReport } from '../../helpers/builders.ts';
import { shippedModel } from '../../helpers/link.ts';

const model = shippedModel('p2c');
const officer = {
  id: '0195706f-0000-7000-9000-000000000001',
  name: 'officer',
  displayName: 'Officer Rivera',
  role: 'officer',
} satisfies Officer;
const viewOf = (report: Report): ReportView => ({
  report,
  here: true,
  outbox: [],
  unsent: false,
  hints: [],
  duplicates: [],
  comparing: false,
  incident: null,
  sameSender: [],
});

/** Returns what the desk offers about the later of two reports after the shipped model has compared their facts. */
function offered(older: Report, newer: Report) {
  const { reader, weigher, levels, score } = createScorer(model);
  const [a, b] = [older, newer].map((one) => reader.features(reader.values(rowOfReport(one)), noStatistics()));
  if (a === undefined || b === undefined) throw new Error('two reports');
  const found = score(a, b);
  const explained = weigher.explain(levels, { a, b });
  if (found === null || explained === null) throw new Error('not found');
  const duplicate: ShownDuplicate = {
    reportId: older.id,
    trackingNumber: older.trackingNumber,
    hypothesis: model.hypotheses[found.hypothesis]?.name as ShownDuplicate['hypothesis'],
    probability: found.probability,
    weight: found.weight,
    terms: explained.terms,
    modelVersion: '1',
    state: 'suggested',
    other: null,
    samePerson: isSamePerson(newer, older),
    primaryNumber: older.trackingNumber,
    stays: true,
  };
  const [view, right] = [viewOf(newer), viewOf(older)];
  return {
    probability: found.probability,
    title: duplicateTitle(duplicate),
    inForm: mayStay(newer, [duplicate]).length,
    byKey: rejection({ view, right, duplicate, kept: keptOf(view, right, 'officer', duplicate) }, officer) !== null,
  };
}

type Who = Partial<Report['facts']['who']>;
const told = (serial: number, who: Who) =>
  aReport({ serial, receivedAt: `2026-03-0${serial}T10:00:00.000Z`, facts: { who } });
const household: [how: string, first: Who, second: Who][] = [
  ['their phone', { birthDate: null, email: null }, { givenName: 'Luis', birthDate: null, email: null }],
  ['their phone, one birth date missing', { email: null }, { givenName: 'Luis', birthDate: null, email: null }],
  ['their phone and e-mail address', { birthDate: null }, { givenName: 'Luis', birthDate: null }],
  ['their e-mail address, one birth date missing', {}, { givenName: 'Luis', birthDate: null, phone: null }],
  [
    'an address, and whose first names are alike',
    { givenName: 'Angela', birthDate: null },
    { givenName: 'Angelo', birthDate: null, email: 'angelo@example.org', phone: '860-555-7398' },
  ],
];

test.each(household)(
  'two of a household who share %s are two reporters, and neither is rejected as a duplicate',
  (_, first, second) => {
    const { probability, ...desk } = offered(told(1, first), told(2, second));
    expect(probability).toBeGreaterThan(0.5);
    expect(desk).toEqual({ title: expect.stringContaining('different reporter'), inForm: 0, byKey: false });
  },
);

const oneself: [how: string, first: Who, second: Who][] = [
  ['as before', {}, {}],
  ['with a nickname', { givenName: 'Robert', birthDate: null }, { givenName: 'Bob', birthDate: null, email: null }],
  ['with a slip', { birthDate: null }, { givenName: 'Mariia', birthDate: null }],
  ['with an initial', { birthDate: null }, { givenName: 'M', birthDate: null }],
  ['with names exchanged', { birthDate: null }, { givenName: 'Soto', familyName: 'Maria', birthDate: null }],
  ['by another first name, born on the same day', {}, { givenName: 'Fernanda' }],
  ['without a name', { birthDate: null }, { givenName: 'Unknown', birthDate: null }],
];

test.each(oneself)('who files again %s is offered for rejection as a duplicate', (_, first, second) => {
  const { title, inForm, byKey } = offered(told(1, first), told(2, second));
  expect(title).not.toContain('different reporter');
  expect([inForm, byKey]).toEqual([1, true]);
});
