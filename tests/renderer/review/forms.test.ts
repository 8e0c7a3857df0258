import { expect, test } from 'vitest';
import { missingCodes } from '#shared/domain/missing.ts';
import type { ShownDuplicate } from '#shared/ipc-shapes.ts';
import { ApproveForm, CallForm, FollowUpForm } from '../../../renderer/review/forms.tsx';
import { anItem, aReport, corrected, firstPolicy } from '../../helpers/builders.ts';
import { drawnForm } from './drawn-form.ts';

test('an officer who calls sees the number that a colleague corrected, and when to call', () => {
  const report = aReport({
    facts: { who: { phone: '860 555 0134', bestTime: 'mornings' } },
    corrections: [corrected('who.phone', '860 555 0199'), corrected('who.bestTime', 'after six')],
  });
  const drawn = drawnForm(CallForm, report);
  expect(drawn).toContain('860-555-0199');
  expect(drawn).toContain('after six');
  expect(drawn).not.toContain('860-555-0134');
});

test('a follow-up says that missing items are checked only where one is', () => {
  const lacking = aReport({ facts: { items: [anItem({ serialNumber: null })] } });
  expect(missingCodes(lacking, firstPolicy())).not.toEqual([]);
  expect(drawnForm(FollowUpForm, lacking)).toContain('Missing items are already checked.');
  // In this draft, the officer unchecked the missing items.
  expect(drawnForm(FollowUpForm, lacking, { draft: { missing: [] } })).not.toContain('already checked');
  const whole = aReport();
  expect(missingCodes(whole, firstPolicy())).toEqual([]);
  expect(drawnForm(FollowUpForm, whole)).not.toContain('already checked');
});

test('what does not agree with the title’s NIBRS code is said before the approval, and nothing where all agrees', () => {
  const report = aReport({
    facts: { how: 'My wallet with the credit card was stolen. The card was used at a gas station.' },
  });
  const wrong = structuredClone(firstPolicy());
  for (const one of wrong.offenses) if (one.code === 'larceny_other') one.nibrs = '280';
  const draft = { offenseCode: 'larceny_other' };
  const drawn = drawnForm(ApproveForm, report, { policy: wrong, draft });
  expect(drawn).toContain('NIBRS code 280 is not for a report of this kind.');
  expect(drawn).toContain('One offense or several?');
  expect(drawn).toMatch(/This check’s rules: version \d+\./);
  expect(drawnForm(ApproveForm, aReport(), { draft })).not.toContain('NIBRS: check before you approve');
});

test('an approval names the approved report that may be of the same incident', () => {
  const approved = {
    trackingNumber: 'T26-000002-4',
    hypothesis: 'same_person',
    state: 'suggested',
    probability: 0.9,
    other: { ...aReport({ serial: 2 }), state: 'approved' },
  } as unknown as ShownDuplicate;
  const drawn = drawnForm(ApproveForm, aReport(), {
    view: { duplicates: [approved] },
    draft: { offenseCode: 'larceny_other' },
  });
  expect(drawn).toContain('Supplement or new? T26-000002-4 is already approved');
});

test('an approved report that is surely of the same incident stops the approval and asks, with both ways on', () => {
  const approved = {
    trackingNumber: 'T26-000002-4',
    primaryNumber: 'T26-000002-4',
    hypothesis: 'other_person',
    state: 'suggested',
    probability: 0.992,
    terms: [{ comparison: 'items', level: 'serial', params: {}, words: null, weight: 15 }],
    other: { ...aReport({ serial: 2 }), state: 'approved' },
  } as unknown as ShownDuplicate;
  const drawn = drawnForm(ApproveForm, aReport(), {
    view: { duplicates: [approved] },
    draft: { offenseCode: 'larceny_other' },
  });
  expect(drawn).toContain('T26-000002-4 is already approved. Approving this report, too, would give one incident two');
  expect(drawn).toContain('Same incident: over 99% likely');
  expect(drawn).toContain('from a different reporter');
  expect(drawn).toContain('Not a duplicate, because');
  expect(drawn).toContain('Reject instead as a duplicate of T26-000002-4');
  expect(drawn).not.toContain('Supplement or new?');
});

test.each([
  ['no_email', /printed and mailed/],
  ['no_mail no_email', /neither e-mailed nor mailed/],
])('a question to a reporter for whom e-mail is not safe says that it is not e-mailed (%s)', (safeContact, where) => {
  const ask = (safe: string | null) =>
    drawnForm(FollowUpForm, aReport({ facts: { who: { safeContact: safe, address: '12 Broad St' } } }));
  expect(ask(safeContact)).toContain('Do not e-mail');
  expect(ask(safeContact)).toMatch(where);
  expect(ask('no_calls')).not.toContain('Do not e-mail');
});

test('a question to a reporter who asked not to be called says so, before an officer asks for a phone number', () => {
  const ask = (safeContact: string | null) => drawnForm(FollowUpForm, aReport({ facts: { who: { safeContact } } }));
  expect(ask('no_calls')).toContain('Do not call');
  expect(ask('no_calls')).toContain('Do not ask for a phone number');
  expect(ask('no_messages')).toContain('Do not text or leave a message');
  expect(ask('no_messages')).not.toContain('Do not ask for a phone number');
  expect(ask(null)).not.toContain('Do not call');
});
