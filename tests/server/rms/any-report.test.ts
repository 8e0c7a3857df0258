import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { fieldErrors } from '#server/commands/reports/filing-errors.ts';
import { buildPackage, offenseIn } from '#server/rms/build-package.ts';
import { type PackageCheck, packageCheck } from '#server/rms/check-package.ts';
import { toXml } from '#server/rms/xml.ts';
import { type IntakeBody, intakeBody } from '#shared/api.ts';
import type { Correction } from '#shared/domain/correction.ts';
import { checkCorrection } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { rmsPackage } from '#shared/domain/rms-package.ts';
import { anItem, aReport, facts, firstPolicy } from '../../helpers/builders.ts';
import { allowed } from '../../helpers/from-schema.ts';
import { document } from '../../helpers/open-api.ts';

const policy = firstPolicy();
const offense = offenseIn(policy, 'larceny_other') ?? { code: '', title: '', nibrs: null };
const decided = {
  packageId: '0195706f-0000-7000-8000-000000000001',
  kind: 'approved',
  caseNumber: '26-000001',
  offense,
  cause: '',
  at: new Date('2026-03-08T12:00:00.000Z'),
  by: 'Officer Rivera',
} as const;

let check: PackageCheck;
beforeAll(async () => {
  check = await packageCheck('resources/rms/p2c-report-1.xsd', 'resources/rms/nibrs.json');
});

const problems = (report: Report) => {
  const built = buildPackage(report, decided, policy);
  return check.problems(built, toXml(built));
};

const intakeSchema = () => {
  const body = document.paths['/api/v1/intake']?.post?.requestBody?.content['application/json']?.schema;
  if (body === undefined) throw new Error('no intake in the contract');
  return body;
};
/** The policy's rules are tested elsewhere; this fills in what they require. */
const inRules = ({ facts: told, ...body }: IntakeBody): IntakeBody => ({
  ...body,
  kind: 'larceny',
  offenseCode: 'larceny_other',
  notice: { ...body.notice, version: policy.notice.version },
  facts: { ...told, answeredYes: [], items: told.items.length === 0 ? [anItem()] : told.items },
});

test('any report the contract accepts becomes XML that is valid against the schema', () => {
  let taken = 0;
  fc.assert(
    fc.property(allowed(intakeSchema()), (given) => {
      const parsed = intakeBody.safeParse(given);
      if (!parsed.success) return;
      const body = inRules(parsed.data);
      if (fieldErrors(body, policy, new Date('9999-12-31T23:59:59.999Z')).length > 0) return;
      taken += 1;
      expect(problems({ ...aReport(), facts: body.facts })).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(50);
});

test('a report with 500 items and the earliest and latest dates is valid too', () => {
  const items = Array.from({ length: 500 }, () => anItem());
  const when = { from: '1900-01-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' };
  expect(problems({ ...aReport(), facts: facts({ items, when, who: { birthDate: '1900-01-01' } }) })).toEqual([]);
});

test('the records system learns which times the reporter did not give, in JSON and in XML', () => {
  const when = { from: '2026-03-06T05:00:00.000Z', to: '2026-03-07T04:59:00.000Z', dayOnly: ['from' as const] };
  const report = aReport({ facts: { when } });
  const built = buildPackage(report, decided, policy);
  expect(rmsPackage.parse(JSON.parse(JSON.stringify(built))).when).toEqual(when);
  expect(toXml(built)).toContain(`<when><from dayOnly="true">${when.from}</from><to>${when.to}</to></when>`);
  expect(problems(report)).toEqual([]);
});

test('whoever takes the case over learns what contact is not safe, and which interpreter is wanted', () => {
  const report = aReport({ facts: { who: { safeContact: 'no_calls no_email', interpreter: 'Polski' } } });
  const built = buildPackage(report, decided, policy);
  expect(rmsPackage.parse(JSON.parse(JSON.stringify(built))).who).toMatchObject(report.facts.who);
  expect(toXml(built)).toContain('<safeContact>no_calls no_email</safeContact><interpreter>Polski</interpreter>');
  expect(problems(report)).toEqual([]);
});

test("no officer's correction can make a report invalid", () => {
  const report = aReport();
  const values: Correction['value'][] = [
    '0000-01-01',
    '0000-01-01T00:00:00.000Z',
    '',
    ' ',
    '\uFFFE',
    '1e-7',
    0,
    null,
    true,
  ];
  const fields = [
    'who.birthDate',
    'when.from',
    'when.to',
    'who.email',
    'who.givenName',
    'who.language',
    'where.address',
  ];
  for (const field of fields) {
    for (const value of values) {
      if (checkCorrection(report, { field, value }).length > 0) continue;
      const by = { id: decided.packageId, displayName: 'Officer Rivera' };
      const corrections = [{ field, value, why: 'Typed wrong.', by, at: '2026-03-08T12:00:00.000Z' }];
      expect([field, value, problems({ ...report, corrections })]).toEqual([field, value, []]);
    }
  }
});
