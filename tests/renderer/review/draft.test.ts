import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Draft } from '#shared/domain/draft.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import { missingCodes } from '#shared/domain/missing.ts';
import { policy as policySchema } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { plainFault } from '#shared/field-error.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import {
  actOf,
  draftErrors,
  errorFor,
  filledIn,
  mayStay,
  NO_TITLE,
  onlyPrimary,
  openingDraft,
  restored,
  startDraft,
  withName,
} from '../../../renderer/review/draft.ts';
import { aReport } from '../../helpers/builders.ts';

const policy = policySchema.parse(JSON.parse(readFileSync('resources/policy.json', 'utf8')));
const item = {
  type: 'Bicycle',
  brand: null,
  model: null,
  serialNumber: null,
  color: null,
  marks: null,
  valueCents: null,
};
const report: Report = {
  id: '01930000-0000-7000-8000-000000000001',
  trackingNumber: 'T26-000001-9',
  kind: 'larceny',
  state: 'submitted',
  version: 1,
  receivedAt: '2026-11-24T15:00:00.000Z',
  changedAt: '2026-11-24T15:00:00.000Z',
  offenseCode: 'larceny_from_vehicle',
  caseNumber: null,
  facts: {
    who: {
      givenName: 'Ana',
      familyName: 'Rivera',
      birthDate: null,
      email: 'ana@example.org',
      phone: null,
      address: null,
      language: 'en',
      preferredContact: 'email',
      bestTime: null,
      actsFor: null,
    },
    items: [item],
    fraud: null,
    when: { from: '2026-11-23T15:00:00.000Z', to: '2026-11-23T16:00:00.000Z' },
    where: { address: '1 Park St', unit: null, city: 'Hartford', neighborhood: null, placeType: null, point: null },
    how: 'It was gone.',
  },
  attachments: [],
  corrections: [],
  assignedTo: null,
  claim: null,
  decidedBy: null,
  history: [],
};

const duplicate: ShownDuplicate = {
  reportId: '019cc8a8-9f60-764d-b234-4fbfae11cec3',
  trackingNumber: 'T26-000003-2',
  hypothesis: 'same_person',
  probability: 0.99,
  weight: 8,
  terms: [],
  modelVersion: 'keys-1',
  state: 'suggested',
  other: null,
  samePerson: true,
  primaryNumber: 'T26-000002-4',
  stays: true,
};

test("the person's offense title is preselected; a rejection reason never is", () => {
  const draft = startDraft(report, policy);
  expect(draft.offenseCode).toBe('larceny_from_vehicle');
  expect(draft.reasonCode).toBeNull();
  expect(startDraft({ ...report, offenseCode: 'fraud_card' }, policy).offenseCode).toBeNull();
  expect(startDraft({ ...report, kind: 'lost_property', offenseCode: null }, policy).offenseCode).toBe('lost_property');
});

test('obviously missing details are already checked, but none that do not apply to the kind of report', () => {
  expect(missingCodes(report, policy)).toEqual(['serial_number', 'value']);
  const whole = {
    ...report.facts,
    who: { ...report.facts.who, phone: '860-555-0100' },
    items: [{ ...item, serialNumber: 'XJ9', valueCents: 100 }],
  };
  expect(missingCodes({ kind: 'larceny', facts: whole, corrections: [] }, policy)).toEqual([]);
});

test('an incomplete form yields no action and reports the field', () => {
  const draft = { ...startDraft(report, policy), missing: [] };
  expect(actOf('reject', draft, policy)).toBeNull();
  expect(errorFor(draftErrors('reject', draft, { report, hints: [] }, policy), 'reasonCode')).toBe('Choose a reason.');
  expect(errorFor(draftErrors('follow_up', draft, { report, hints: [] }, policy), 'missing')).toMatch(
    /Check at least one/,
  );
  expect(errorFor(draftErrors('log_call', draft, { report, hints: [] }, policy), 'outcome')).toMatch(/Choose/);
});

test('a report is approved only once each flagged requirement is answered or its flag dismissed', () => {
  const camera = { code: 'camera', params: {}, wrong: false } as const;
  const outside = { code: 'outside_address', params: { town: 'Windsor' }, wrong: false } as const;
  const noSerial = { code: 'no_serial', params: { items: 1 }, wrong: false } as const;
  const hints = [camera, outside, noSerial];
  const draft = startDraft(report, policy);
  const paths = (more: Partial<Draft>, shown: ReportView['hints'] = hints) =>
    draftErrors('approve', { ...draft, ...more }, { report, hints: shown }, policy).map(({ path }) => path);
  expect(paths({})).toEqual(['anyway.camera', 'anyway.outside_address']);
  expect(paths({ anyway: { camera: 'The tape was erased.', outside_address: '  ' } })).toEqual([
    'anyway.outside_address',
  ]);
  expect(paths({}, [{ ...camera, wrong: true }, noSerial])).toEqual([]);
  const answered = { ...draft, anyway: { camera: ' The tape\nwas erased. ', outside_address: 'It is on the line.' } };
  const act = actOf('approve', answered, policy);
  expect(act).toMatchObject({
    anyway: [
      { hint: 'camera', because: 'The tape was erased.' },
      { hint: 'outside_address', because: 'It is on the line.' },
    ],
  });
  expect(act && draftOf(act).anyway).toEqual({ camera: 'The tape was erased.', outside_address: 'It is on the line.' });
  expect(actOf('approve', draft, policy)).not.toHaveProperty('anyway');
});

test('a report that reads as another kind is approved only with a reason: its own titles have none that fits', () => {
  const damage = aReport({ kind: 'vandalism', offenseCode: 'property_damage' });
  const hints = [{ code: 'reads_as_larceny', params: {}, wrong: false } as const];
  const draft = startDraft(damage, policy, hints);
  expect(draftErrors('approve', draft, { report: damage, hints }, policy).map(({ path }) => path)).toEqual([
    'anyway.reads_as_larceny',
  ]);
});

test('the letter about a wrong title names the right one where a flag says which, unless the flag is dismissed', () => {
  const act = (code: 'reads_as_lost' | 'reads_as_fraud', how: string, wrong = false) => {
    const told = aReport({ kind: 'larceny', facts: { how } });
    const draft = startDraft(told, policy, [{ code, params: {}, wrong }]);
    return actOf('reject', { ...draft, reasonCode: 'wrong_offense_title' }, policy);
  };
  expect(act('reads_as_lost', 'I dropped it.')).toHaveProperty('rightOffense', 'lost_property');
  expect(act('reads_as_lost', 'I dropped it.', true)).not.toHaveProperty('rightOffense');
  expect(act('reads_as_fraud', 'I sent 300 dollars by Zelle.')).toHaveProperty('rightOffense', 'fraud_wire');
  expect(act('reads_as_fraud', 'Somebody did something.')).not.toHaveProperty('rightOffense');
});

test('a report that must be accepted needs no answer to flags that would bar it', () => {
  const theft = aReport({ kind: 'fraud', offenseCode: 'fraud_identity_theft' });
  const hints = [{ code: 'suspect_named', params: {}, wrong: false } as const];
  expect(draftErrors('approve', startDraft(theft, policy), { report: theft, hints }, policy)).toEqual([]);
});

test('a duplicate needs the tracking number of the other report, in any typed format', () => {
  const draft = { ...startDraft(report, policy), reasonCode: 'duplicate' };
  expect(errorFor(draftErrors('reject', draft, { report, hints: [] }, policy), 'duplicateOf')).toMatch(
    /Enter the tracking number/,
  );
  expect(
    errorFor(draftErrors('reject', { ...draft, duplicateOf: '12' }, { report, hints: [] }, policy), 'duplicateOf'),
  ).toMatch(/Enter a tracking number/);
  const typed = { ...draft, duplicateOf: ' t26-000002-4 ' };
  expect(draftErrors('reject', typed, { report, hints: [] }, policy)).toEqual([]);
  expect(actOf('reject', typed, policy)).toMatchObject({ duplicateOf: 'T26-000002-4' });
  expect(
    errorFor(
      draftErrors('reject', { ...draft, duplicateOf: 'T26-000001-9' }, { report, hints: [] }, policy),
      'duplicateOf',
    ),
  ).toMatch(/duplicate of itself/);
});

test('a tracking number typed for a duplicate is dropped if another reason is chosen', () => {
  const draft = { ...startDraft(report, policy), reasonCode: 'outside_hartford', duplicateOf: 'T26-000002-4' };
  expect(actOf('reject', draft, policy)).toMatchObject({ reasonCode: 'outside_hartford', duplicateOf: null });
});

test('the right title goes along only with a reason whose letter opens a new report', () => {
  const draft = { ...startDraft(report, policy), reasonCode: 'wrong_offense_title', rightOffense: 'lost_property' };
  expect(actOf('reject', draft, policy)).toHaveProperty('rightOffense', 'lost_property');
  expect(actOf('reject', { ...draft, reasonCode: 'outside_hartford' }, policy)).not.toHaveProperty('rightOffense');
  expect(draftErrors('reject', { ...draft, rightOffense: 'made_up' }, { report, hints: [] }, policy)).not.toEqual([]);
});

test('a letter that sends the person to another title is not sent before its officer has named one, or chosen to name none', () => {
  const draft = { ...startDraft(report, policy), reasonCode: 'wrong_offense_title' };
  const wrong = (rightOffense?: string) =>
    draftErrors(
      'reject',
      { ...draft, ...(rightOffense === undefined ? {} : { rightOffense }) },
      { report, hints: [] },
      policy,
    );
  expect(wrong()).toEqual([{ path: 'rightOffense', detail: { code: 'right_title_missing', params: {} } }]);
  expect([wrong('lost_property'), wrong(NO_TITLE)]).toEqual([[], []]);
  expect(actOf('reject', { ...draft, rightOffense: NO_TITLE }, policy)).not.toHaveProperty('rightOffense');
});

test('a comparison prefills a rejection with the primary report, and names it only to the same person', () => {
  const draft = { ...startDraft(report, policy), ...filledIn('reject', duplicate.primaryNumber, policy) };
  const act = actOf('reject', draft, policy);
  expect(act).toMatchObject({ reasonCode: 'duplicate', duplicateOf: 'T26-000002-4' });
  expect(withName(act, [duplicate])).not.toHaveProperty('namesDuplicate');
  expect(withName(act, [{ ...duplicate, trackingNumber: 'T26-000002-4' }])).toHaveProperty('namesDuplicate', true);
  expect(withName(act, [{ ...duplicate, trackingNumber: 'T26-000002-4', samePerson: false }])).toEqual(act);
  const rejectedToo = { ...duplicate, trackingNumber: 'T26-000002-4', primaryNumber: 'T26-000001-9' };
  expect(withName(act, [rejectedToo])).toEqual(act);
});

test('a form opens with what a comparison prefills, and with the saved text', () => {
  const start = startDraft(report, policy);
  const kept = { ...start, reasonCode: 'not_eligible_kind', note: 'Half a letter', cause: 'Half a reason' };
  const rejecting = openingDraft(start, kept, filledIn('reject', duplicate.primaryNumber, policy));
  expect(rejecting).toMatchObject({ reasonCode: 'duplicate', duplicateOf: 'T26-000002-4', note: 'Half a letter' });
  const unlinking = filledIn('return', duplicate.primaryNumber, policy);
  expect(openingDraft(start, kept, unlinking)).toMatchObject({ cause: 'Half a reason', note: 'Half a letter' });
  expect(openingDraft(start, { ...kept, cause: ' ' }, unlinking).cause).toBe('Not a duplicate of T26-000002-4.');
  expect(openingDraft(start, null, unlinking)).toEqual({
    ...start,
    cause: 'Not a duplicate of T26-000002-4.',
    notDuplicate: true,
  });
  expect(openingDraft(start, kept)).toEqual(kept);
});

test('a restored form has everything that was typed, and none of the choices that decide', () => {
  const start = startDraft(report, policy);
  const typed = { note: 'Half a letter', cause: 'Half a reason', question: 'Which', duplicateOf: 'T26-000002-4' };
  const chosen = { reasonCode: 'not_eligible_kind', outcome: 'reached', notDuplicate: true, to: null } as const;
  const back = restored({ ...start, ...typed, ...chosen, rightOffense: 'larceny_other' }, start);
  expect(back).toEqual({ ...start, ...typed });
  expect(actOf('reject', back, policy)).toBeNull();
});

test('no duplicate is suggested that was dismissed, is another incident, or is itself a duplicate of this report', () => {
  const other = (trackingNumber: string, more: Partial<ShownDuplicate> = {}): ShownDuplicate => ({
    ...duplicate,
    trackingNumber,
    primaryNumber: trackingNumber,
    ...more,
  });
  const offered = mayStay(report, [
    other('T26-000010-0', { state: 'not_same' }),
    other('T26-000011-9', { state: 'related' }),
    other('T26-000012-8', { hypothesis: 'related' }),
    other('T26-000013-7', { primaryNumber: report.trackingNumber }),
    // This report was itself rejected as a duplicate of the next one, so both are a single choice.
    other('T26-000003-2', { primaryNumber: 'T26-000002-4' }),
    other('T26-000002-4'),
    other('T26-000014-6', { state: 'same', hypothesis: 'related' }),
    // This report was rejected, too, so nothing would stay on file.
    other('T26-000015-4', { stays: false }),
  ]);
  expect(offered.map((one) => [one.primaryNumber, one.trackingNumber])).toEqual([
    ['T26-000002-4', 'T26-000002-4'],
    ['T26-000014-6', 'T26-000014-6'],
  ]);
});

test('a report by another witness of the same incident is never offered as the one that this duplicates', () => {
  const witness: ShownDuplicate = { ...duplicate, hypothesis: 'other_person', samePerson: false };
  expect(mayStay(report, [witness])).toEqual([]);
  expect(mayStay(report, [{ ...witness, state: 'same' }])).toEqual([]);
  // The names differ, but the e-mail address shows that it is one person.
  expect(mayStay(report, [{ ...witness, samePerson: true }])).toHaveLength(1);
});

test('reopening a decision requires a reason for colleagues', () => {
  const draft = startDraft(report, policy);
  expect(errorFor(draftErrors('return', { ...draft, cause: ' ' }, { report, hints: [] }, policy), 'cause')).toMatch(
    /Enter a reason/,
  );
  expect(actOf('return', { ...draft, cause: ' Not a repeat. ' }, policy)).toEqual({
    kind: 'return',
    cause: 'Not a repeat.',
    note: '',
  });
});

test('field errors from the main process are shown at their field', () => {
  expect(errorFor([plainFault('act.duplicateOf', 'duplicate_missing')], 'duplicateOf')).toMatch(
    /^Enter the tracking number/,
  );
  expect(errorFor([plainFault('missing.0', 'required')], 'missing')).toBe('Required.');
  expect(errorFor([plainFault('act.note', 'required')], 'missing')).toBeUndefined();
});

test('the number of the only report that this one may repeat needn’t be typed, whoever sent it', () => {
  const number = (part: Partial<ShownDuplicate>): ShownDuplicate => {
    const other = { ...duplicate, hypothesis: 'other_person', samePerson: false, ...part } as const;
    return { ...other, primaryNumber: part.primaryNumber ?? other.trackingNumber };
  };
  const sure = number({ trackingNumber: 'T26-000003-2', probability: 0.97 });
  const weak = number({ trackingNumber: 'T26-000004-0', probability: 0.55 });
  expect(onlyPrimary(report, [])).toBeNull();
  expect(onlyPrimary(report, [weak])).toBe('T26-000004-0');
  expect(onlyPrimary(report, [sure, weak])).toBe('T26-000003-2');
  expect(onlyPrimary(report, [sure, number({ trackingNumber: 'T26-000005-7', probability: 0.96 })])).toBeNull();
  // Two that repeat the same primary are one choice.
  const repeated = number({ trackingNumber: 'T26-000006-5', primaryNumber: 'T26-000003-2', probability: 0.98 });
  expect(onlyPrimary(report, [sure, repeated])).toBe('T26-000003-2');
  expect(onlyPrimary(report, [number({ hypothesis: 'related' })])).toBeNull();
  expect(onlyPrimary(report, [number({ stays: false })])).toBeNull();
});

test('approving what is surely the same incident as an approved report needs a reason, which is kept', () => {
  const twin = { ...duplicate, probability: 0.99, other: { state: 'approved' } } as ShownDuplicate;
  const draft = startDraft(report, policy);
  const faults = (anyway: Record<string, string>, duplicates: ShownDuplicate[]) =>
    draftErrors('approve', { ...draft, anyway }, { report, hints: [], duplicates }, policy);
  expect(faults({}, [twin]).map(({ path }) => path)).toEqual(['anyway.approved_twin']);
  expect(faults({ approved_twin: 'Two bicycles, two locks.' }, [twin])).toEqual([]);
  expect(actOf('approve', { ...draft, anyway: { approved_twin: 'Two bicycles.' } }, policy)).toMatchObject({
    anyway: [{ hint: 'approved_twin', because: 'Two bicycles.' }],
  });
  expect(faults({}, [{ ...twin, probability: 0.9 }])).toEqual([]);
  expect(faults({}, [{ ...twin, state: 'not_same' }])).toEqual([]);
  expect(faults({}, [{ ...twin, other: { state: 'submitted' } } as ShownDuplicate])).toEqual([]);
});
