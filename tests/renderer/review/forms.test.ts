import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { missingCodes } from '#shared/domain/missing.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { startDraft } from '../../../renderer/review/draft.ts';
import { ApproveForm, CallForm, FollowUpForm, RejectForm } from '../../../renderer/review/forms.tsx';
import { chosenByKey } from '../../../renderer/ui/choices.tsx';
import { anItem, aReport, corrected, firstPolicy } from '../../helpers/builders.ts';

const viewOf = (report: ReportView['report']): ReportView => ({
  report,
  here: true,
  outbox: [],
  unsent: false,
  comparing: false,
  hints: [],
  duplicates: [],
  incident: null,
  sentBefore: [],
});

test('an officer who calls sees the number that a colleague corrected, and when to call', () => {
  const report = aReport({
    facts: { who: { phone: '860 555 0134', bestTime: 'mornings' } },
    corrections: [corrected('who.phone', '860 555 0199'), corrected('who.bestTime', 'after six')],
  });
  const view = viewOf(report);
  const policy = firstPolicy();
  const drawn = renderToStaticMarkup(
    createElement(CallForm, {
      view,
      policy,
      draft: startDraft(report, policy),
      onChange: () => {},
      errors: [],
      onReject: () => {},
    }),
  );
  expect(drawn).toContain('860-555-0199');
  expect(drawn).toContain('after six');
  expect(drawn).not.toContain('860-555-0134');
});

/** The rejection form of a report, as its officer sees it first. */
function drawnRejection(
  report: ReportView['report'],
  duplicates: ShownDuplicate[] = [],
  hints: ReportView['hints'] = [],
): string {
  const view: ReportView = { ...viewOf(report), duplicates, hints };
  const policy = firstPolicy();
  return renderToStaticMarkup(
    createElement(RejectForm, {
      view,
      policy,
      draft: startDraft(report, policy),
      onChange: () => {},
      errors: [],
      onReject: () => {},
    }),
  );
}

test('a report that must be accepted offers no reason that means not eligible, and names the law', () => {
  const theft = drawnRejection(aReport({ kind: 'fraud', offenseCode: 'fraud_identity_theft' }));
  expect(theft).toContain('C.G.S. § 54-1n');
  expect(theft.split('Not for a report that must be accepted.')).toHaveLength(4);
  expect(drawnRejection(aReport())).not.toContain('must be accepted');
});

test('a suggested reason comes first, and every reason keeps the number of its place in the policy', () => {
  const numbered = (html: string) =>
    html
      .split('class="choice-title">')
      .slice(1)
      .map((part) => [/^[^<]*/.exec(part)?.[0], /<kbd[^>]*>(\d)/.exec(part)?.[1]]);
  const inOrder = firstPolicy().reasons.map(({ title }, at) => [title.en, String(at + 1)]);
  expect(numbered(drawnRejection(aReport()))).toEqual(inOrder);
  const hints = [{ code: 'outside_address', params: { town: 'Windsor' }, wrong: false } as const];
  const [first, second, suggested, ...others] = inOrder;
  expect(numbered(drawnRejection(aReport(), [], hints))).toEqual([suggested, first, second, ...others]);
});

test('a number key chooses the reason that shows it, wherever it is in the list, unless it is barred', () => {
  const choices = [
    { value: 'outside', title: 'Outside', number: 3 },
    { value: 'duplicate', title: 'Duplicate', number: 1 },
    { value: 'title', title: 'Title', number: 2, disabled: true },
  ];
  expect(['1', '2', '3', '4', 'r'].map((key) => chosenByKey(choices, key)?.value)).toEqual([
    'duplicate',
    undefined,
    'outside',
    undefined,
    undefined,
  ]);
  expect(chosenByKey([{ value: 'a', title: 'A' }], '1')?.value).toBe('a');
});

/** The follow-up form of a report, as it opens. */
const drawnFollowUp = (report: ReportView['report'], missing?: string[]): string => {
  const policy = firstPolicy();
  const draft = startDraft(report, policy);
  return renderToStaticMarkup(
    createElement(FollowUpForm, {
      view: {
        report,
        here: true,
        outbox: [],
        unsent: false,
        comparing: false,
        hints: [],
        duplicates: [],
        incident: null,
        sentBefore: [],
      },
      policy,
      draft: { ...draft, missing: missing ?? draft.missing },
      onChange: () => {},
      errors: [],
      onReject: () => {},
    }),
  );
};

test('a follow-up says that missing items are checked only where one is', () => {
  const lacking = aReport({ facts: { items: [anItem({ serialNumber: null })] } });
  expect(missingCodes(lacking, firstPolicy())).not.toEqual([]);
  expect(drawnFollowUp(lacking)).toContain('Missing items are already checked.');
  // A draft in which the officer unchecked them.
  expect(drawnFollowUp(lacking, [])).not.toContain('already checked');
  const whole = aReport();
  expect(missingCodes(whole, firstPolicy())).toEqual([]);
  expect(drawnFollowUp(whole)).not.toContain('already checked');
});

test('rejecting a report that others were rejected as duplicates of says that those of other people are reopened', () => {
  const report = aReport({ serial: 1 });
  const other = { ...aReport({ serial: 2 }), standsFor: report.trackingNumber } as unknown as ShownDuplicate;
  expect(drawnRejection(report, [{ ...other, samePerson: true }])).not.toContain('was rejected as a');
  const drawn = drawnRejection(report, [other]);
  expect(drawn).toContain('A report was rejected as a duplicate of this one');
  expect(drawn).toContain(other.trackingNumber);
  expect(drawnRejection(report, [{ ...other, standsFor: other.trackingNumber }])).not.toContain('was rejected as a');
});

test('what does not agree with the title’s NIBRS code is said before the approval, and nothing where all agrees', () => {
  const report = aReport({
    facts: { how: 'My wallet with the credit card was stolen. The card was used at a gas station.' },
  });
  const view: ReportView = {
    report,
    here: true,
    outbox: [],
    unsent: false,
    comparing: false,
    hints: [],
    duplicates: [],
    incident: null,
    sentBefore: [],
  };
  const policy = firstPolicy();
  const wrong = {
    ...policy,
    offenses: policy.offenses.map((one) => (one.code === 'larceny_other' ? { ...one, nibrs: '280' } : one)),
  };
  const drawn = (on: typeof policy, of = report) =>
    renderToStaticMarkup(
      createElement(ApproveForm, {
        view: { ...view, report: of },
        policy: on,
        draft: { ...startDraft(of, on), offenseCode: 'larceny_other' },
        onChange: () => {},
        errors: [],
        onReject: () => {},
      }),
    );
  expect(drawn(wrong)).toContain('NIBRS code 280 is not for a report of this kind.');
  expect(drawn(wrong)).toContain('One offense or several?');
  expect(drawn(policy, aReport())).not.toContain('NIBRS: check before you approve');
});

test.each([
  ['no_email', /printed and mailed/],
  ['no_mail no_email', /neither e-mailed nor mailed/],
])('a question to a reporter for whom e-mail is not safe says that it is not e-mailed (%s)', (safeContact, where) => {
  const ask = (safe: string | null) => {
    const report = aReport({ facts: { who: { safeContact: safe, address: '12 Broad St' } } });
    const view = viewOf(report);
    const policy = firstPolicy();
    const draft = startDraft(report, policy);
    return renderToStaticMarkup(
      createElement(FollowUpForm, { view, policy, draft, onChange: () => {}, errors: [], onReject: () => {} }),
    );
  };
  expect(ask(safeContact)).toContain('Do not e-mail');
  expect(ask(safeContact)).toMatch(where);
  expect(ask('no_calls')).not.toContain('Do not e-mail');
});
