import { expect, test } from 'vitest';
import { draftOfFacts } from '#server/portal/form/draft-of-facts.ts';
import { readReport } from '#server/portal/form/read-report.ts';
import { textIn } from '#server/portal/site/text.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { FILLED } from '../filled-forms.ts';
import { CITY, startPolicy } from '../portal-fixture.ts';

const around = { policy: startPolicy, city: CITY, text: textIn('en'), now: new Date('2026-11-24T15:00:00.000Z') };

test.each(REPORT_KINDS)('a form filled in with what was told of %s reads as it was told, answer by answer', (kind) => {
  const first = readReport({ ...FILLED[kind], 'where.neighborhood': 'East Half' }, { kind, ...around });
  if (!first.ok) throw new Error(JSON.stringify(first.fieldErrors));
  const { facts } = first.body;
  const offense = FILLED[kind].offense ?? '';
  const again = readReport({ ...draftOfFacts(facts, startPolicy, CITY), offense }, { kind, ...around });
  expect(again.ok && again.body.facts).toEqual(facts);
});

test.each([
  ['that came from its point goes with the point', '-72.670000', null],
  ['that the person chose stays', '', 'East Half'],
])('in a form filled in again, a neighborhood %s', (_title, lon, stays) => {
  const { kind, ...rest } = { kind: 'larceny', ...around } as const;
  const point = { 'where.lat': lon === '' ? '' : '41.750000', 'where.lon': lon };
  const first = readReport({ ...FILLED[kind], ...point, 'where.neighborhood': 'East Half' }, { kind, ...rest });
  if (!first.ok) throw new Error(JSON.stringify(first.fieldErrors));
  expect(first.body.facts.where.neighborhood).toBe(lon === '' ? 'East Half' : 'West Half');
  const again = { ...draftOfFacts(first.body.facts, startPolicy, CITY), 'where.lat': '', 'where.lon': '' };
  const read = readReport({ ...again, offense: FILLED[kind].offense ?? '' }, { kind, ...rest });
  expect(read.ok && read.body.facts.where.neighborhood).toBe(stays);
});
