import { expect, test } from 'vitest';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { RejectForm } from '../../../renderer/review/reject-form.tsx';
import { chosenByKey } from '../../../renderer/ui/choices.tsx';
import { aReport, firstPolicy } from '../../helpers/builders.ts';
import { drawnForm } from './drawn-form.ts';

const drawn = (report: ReportView['report'], view: Partial<ReportView> = {}, reasonCode: string | null = null) =>
  drawnForm(RejectForm, report, { view, draft: { reasonCode } });

test('a report that must be accepted offers no reason that means not eligible, and names the law', () => {
  const theft = drawn(aReport({ kind: 'fraud', offenseCode: 'fraud_identity_theft' }));
  expect(theft).toContain('C.G.S. § 54-1n');
  expect(theft.split('Not available for a report that must be accepted.')).toHaveLength(4);
  expect(drawn(aReport())).not.toContain('must be accepted');
});

const outside = (wrong: boolean) => [{ code: 'outside_address', params: { town: 'Windsor' }, wrong } as const];

test('a suggested reason comes first, and every reason keeps the number of its place in the policy', () => {
  const numbered = (html: string) =>
    html
      .split('class="choice-title">')
      .slice(1)
      .map((part) => [/^[^<]*/.exec(part)?.[0], /<kbd[^>]*>(\d)/.exec(part)?.[1]]);
  const inOrder = firstPolicy().reasons.map(({ title }, at) => [title.en, String(at + 1)]);
  expect(numbered(drawn(aReport()))).toEqual(inOrder);
  const [first, second, suggested, ...others] = inOrder;
  expect(numbered(drawn(aReport(), { hints: outside(false) }))).toEqual([suggested, first, second, ...others]);
});

test('a number key names the reason that shows it, wherever it is in the list, and one that is barred, too', () => {
  const choices = [
    { value: 'outside', title: 'Outside', number: 3 },
    { value: 'duplicate', title: 'Duplicate', number: 1 },
    { value: 'title', title: 'Title', number: 2, disabled: true },
  ];
  expect(['1', '2', '3', '4', 'r'].map((key) => chosenByKey(choices, key)?.value)).toEqual([
    'duplicate',
    'title',
    'outside',
    undefined,
    undefined,
  ]);
  expect(chosenByKey([{ value: 'a', title: 'A' }], '1')?.value).toBe('a');
});

test('rejecting as not in the city cautions with the address where no flag, or only a dismissed one, says so', () => {
  const report = aReport({ facts: { where: { address: '41 Park Street' } } });
  const reason = firstPolicy().reasons.find(({ hints }) => hints.includes('outside_point'))?.code ?? '';
  const caution = 'Nothing shows that the location is outside Hartford';
  expect(drawn(report, {}, reason)).toContain(caution);
  expect(drawn(report, {}, reason)).toContain('41 Park Street, Hartford');
  expect(drawn(report, { hints: outside(true) }, reason)).toContain(caution);
  expect(drawn(report, { hints: outside(false) }, reason)).not.toContain(caution);
  expect(drawn(report, {}, 'duplicate')).not.toContain(caution);
});

test('rejecting again for the reason that a supervisor set aside on appeal cautions, with who and when', () => {
  const entry = { by: null, note: null, letter: null, at: '2026-03-08T15:10:00.000Z' };
  const rejected = {
    ...entry,
    kind: 'rejected',
    event: { code: 'rejected', params: { reasonCode: 'suspect_or_evidence' } },
  } as const;
  const appealed = { ...entry, kind: 'appealed', event: { code: 'appealed', params: {} } } as const;
  const decided = (code: 'appeal_granted' | 'appeal_upheld') =>
    ({ ...entry, by: 'Sergeant Walsh', kind: 'appeal_decided', event: { code, params: {} } }) as const;
  const history = [rejected, appealed, decided('appeal_granted')];
  const caution = 'A supervisor set aside a rejection for this reason on appeal';
  const again = drawn(aReport({ state: 'returned', history }), {}, 'suspect_or_evidence');
  expect(again).toContain(caution);
  expect(again).toMatch(/Mar 8[^<]*<\/time> · Sergeant Walsh\. The reporter has used their one appeal/);
  const other = drawn(aReport({ state: 'returned', history }), {}, 'false_or_test');
  expect(other).not.toContain(caution);
  // The reason that was set aside says so even before it is chosen.
  expect(other.split('set aside on appeal')).toHaveLength(2);
  const kept = aReport({ history: [rejected, appealed, decided('appeal_upheld')] });
  expect(drawn(kept, {}, 'suspect_or_evidence')).not.toContain('set aside');
});

test('rejecting a report that others were rejected as duplicates of says that those of other people are reopened', () => {
  const report = aReport({ serial: 1 });
  const other = { ...aReport({ serial: 2 }), primaryNumber: report.trackingNumber } as unknown as ShownDuplicate;
  const withOther = (part: Partial<ShownDuplicate>) => drawn(report, { duplicates: [{ ...other, ...part }] });
  expect(withOther({ samePerson: true })).not.toContain('was rejected as a');
  expect(withOther({})).toContain('A report was rejected as a duplicate of this one');
  expect(withOther({})).toContain(other.trackingNumber);
  expect(withOther({ primaryNumber: other.trackingNumber })).not.toContain('was rejected as a');
});
