import { expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { compareReports } from '../../../renderer/outbox/compare.ts';
import { speak } from '../../../renderer/t.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const titles = titlesOf(firstPolicy());
const approve: Act = { kind: 'approve', offenseCode: 'larceny_from_vehicle', note: '' };
const rejected = {
  at: '2026-03-07T15:00:00.000Z',
  kind: 'rejected' as const,
  by: 'Sergeant Walsh',
  event: { code: 'rejected', params: { reasonCode: 'outside_hartford' } },
  note: null,
  letter: null,
};
const officer = { id: '0195706f-0000-7000-8000-000000000009', displayName: 'Officer Ortega' };

test('shows each field as seen, as changed by the action and as it is now, and only names unchanged fields', () => {
  const before = aReport();
  const now = aReport({ version: 2, state: 'rejected', history: [...before.history, rejected] });
  const { differing, same, between } = compareReports({ before, now, act: approve, role: 'officer', titles });
  expect(differing).toEqual([
    { field: 'Status', before: 'New', mine: 'Approved', now: 'Rejected' },
    {
      field: 'Offense title',
      before: 'Larceny – all other',
      mine: 'Larceny – from a motor vehicle',
      now: 'Larceny – all other',
    },
  ]);
  expect(same).toEqual([
    'Case number',
    'Assigned to',
    'Attachments',
    'Reporter',
    'Property',
    'Fraud',
    'Date & time',
    'Location',
    'Narrative',
  ]);
  expect(between).toEqual([rejected]);
});

test('two titles that the policy dropped differ, although they are shown in the same words', () => {
  const [before, now] = [aReport({ offenseCode: 'old_title' }), aReport({ version: 2, offenseCode: 'older_title' })];
  const words = 'Offense title not on the agency’s current list';
  const note: Act = { kind: 'note', note: 'Called.' };
  expect(compareReports({ before, now, act: note, role: 'officer', titles }).differing).toEqual([
    { field: 'Offense title', before: words, mine: null, now: words },
  ]);
});

test("a colleague's correction, an assignment and a new photo are shown as separate fields", () => {
  const before = aReport();
  const now = aReport({
    version: 4,
    assignedTo: officer,
    corrections: [{ field: 'items.0.serialNumber', value: 'WTU 1', why: 'Read it out', by: officer, at: rejected.at }],
    attachments: [
      {
        id: officer.id,
        name: 'receipt.pdf',
        mediaType: 'application/pdf',
        bytes: 10,
        sha256: 'a'.repeat(64),
        view: null,
        receivedAt: null,
      },
    ],
  });
  const note: Act = { kind: 'correct', field: 'items.0.serialNumber', value: 'WTU 2', note: 'Saw the receipt' };
  expect(compareReports({ before, now, act: note, role: 'officer', titles }).differing).toEqual([
    { field: 'Assigned to', before: 'no one', mine: null, now: 'Officer Ortega' },
    { field: 'Attachments', before: 'none', mine: null, now: 'receipt.pdf' },
    { field: 'Item 1, serial number (corrected)', before: 'as the reporter entered it', mine: 'WTU 2', now: 'WTU 1' },
  ]);
});

test("blank and missing values are described in the officer's language", async () => {
  const before = aReport();
  const now = aReport({ version: 2, assignedTo: officer, caseNumber: '26-000001' });
  const handBack: Act = { kind: 'assign', to: null, note: '' };
  await speak('es');
  const { differing } = compareReports({ before, now, act: handBack, role: 'officer', titles });
  await speak('en');
  expect(differing.flatMap(({ before: was, mine }) => [was, mine])).toEqual(['ninguno', null, 'nadie', 'nadie']);
});

test("if the person's details differ, each detail is a separate field", () => {
  const before = aReport();
  const now = aReport({ facts: { who: { phone: '860-555-0199' } } });
  expect(compareReports({ before, now, act: approve, role: 'officer', titles }).differing).toContainEqual({
    field: 'Reporter, phone',
    before: before.facts.who.phone,
    mine: null,
    now: '860-555-0199',
  });
});

test('without the report as it was seen, nothing is shown as changed', () => {
  const now = aReport({ version: 2, history: [...aReport().history, rejected] });
  const { differing, between } = compareReports({ before: null, now, act: approve, role: 'officer', titles });
  expect(between).toEqual([]);
  expect(differing.every((line) => line.before === line.now)).toBe(true);
});
