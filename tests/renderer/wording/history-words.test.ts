import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventOf } from '#server/commands/reports/act-event.ts';
import { historyEntry } from '#shared/domain/history.ts';
import { type AnyEvent, type HistoryEvent, historyEvent, PLAIN_EVENTS } from '#shared/domain/history-event.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { zoneOf } from '../../../renderer/model/time.ts';
import { correctableFields } from '../../../renderer/review/correction.ts';
import { speak } from '../../../renderer/t.ts';
import { causeWords, historyWords, toldWords } from '../../../renderer/wording/history-words.ts';
import { anItem, aReport, facts, firstPolicy } from '../../helpers/builders.ts';

const titles = titlesOf(firstPolicy());
const said = (event: AnyEvent) => historyWords({ event }, titles);
const cause = (event: AnyEvent) => causeWords({ event }, titles);
const correct = (field: string) => eventOf({ kind: 'correct', field, value: 'better', note: '' }, firstPolicy(), {});

const NUMBER = 'T26-000001-0';
const TERMS = { replyDays: 15, countIn: 'calendar_days' } as const;
const NAMING: HistoryEvent[] = [
  { code: 'refiled', params: { insteadOf: NUMBER } },
  { code: 'refiled_confirmed', params: { insteadOf: NUMBER } },
  { code: 'approved', params: { offenseCode: 'larceny_other', caseNumber: '26-000001' } },
  { code: 'rejected', params: { reasonCode: 'outside_hartford' } },
  { code: 'rejected_duplicate', params: { reasonCode: 'duplicate', duplicateOf: NUMBER } },
  { code: 'asked', params: { missing: ['serial_number', 'photo'], ...TERMS } },
  { code: 'called', params: { outcome: 'no_answer' } },
  { code: 'courtesy', params: { outcome: 'wrote' } },
  { code: 'assigned', params: { name: 'Rivera' } },
  { code: 'corrected', params: { field: 'where.address' } },
  { code: 'returned', params: { cause: 'A mistake.' } },
  { code: 'reminded', params: { days: 1 } },
  ...(['answered', 'answer_reopened', 'added', 'added_again', 'message_received'] as const).map(
    (code) => ({ code, params: { files: 2 } }) as const,
  ),
  { code: 'duplicate_answered', params: { duplicate: NUMBER, files: 1 } },
  { code: 'duplicate_added', params: { duplicate: NUMBER, files: 0 } },
  { code: 'answer_passed_on', params: { primary: NUMBER, files: 0 } },
  { code: 'primary_closed', params: { primary: NUMBER, state: 'withdrawn' } },
  { code: 'addition_passed_on', params: { primary: NUMBER, files: 1 } },
  {
    code: 'message_sent',
    params: {
      files: [{ id: '0f6c1c9e-3f4f-4f0e-9a51-0f1d7c1c0a11', name: 'form.pdf', bytes: 4096, sha256: 'a'.repeat(64) }],
    },
  },
  { code: 'rms_number', params: { number: 'HPD-4711' } },
];
const EVENTS: HistoryEvent[] = [...PLAIN_EVENTS.map((code) => ({ code, params: {} }) as const), ...NAMING];

test('each thing that can happen is listed here', () => {
  const codes = historyEvent.options.flatMap(({ shape }): string[] =>
    'options' in shape.code ? shape.code.options : Array.from(shape.code.values),
  );
  expect(EVENTS.map(({ code }) => code).sort()).toEqual(codes.sort());
});

test.each([
  [{ code: 'rejected', params: { reasonCode: 'outside_hartford' } }, 'Rejected: Not in the City of Hartford.'],
  [
    { code: 'asked', params: { missing: ['serial_number', 'photo'], ...TERMS } },
    'Asked for: Serial number or IMEI, Photo.',
  ],
  [
    { code: 'asked', params: { missing: ['photo'], question: 'Was it locked?', ...TERMS } },
    'Asked for: Photo. Asked: “Was it locked?”',
  ],
  [{ code: 'asked', params: { missing: [], question: 'Was it locked?', ...TERMS } }, 'Asked: “Was it locked?”'],
  [{ code: 'answered', params: { files: 0 } }, 'The reporter replied.'],
  [{ code: 'answered', params: { files: 1 } }, 'The reporter replied, with 1 file.'],
  [{ code: 'answered', params: { files: 2 } }, 'The reporter replied, with 2 files.'],
  [{ code: 'called', params: { outcome: 'left_message' } }, 'Call: left a message.'],
  [{ code: 'reminded', params: { days: 1 } }, 'Reminder sent; 1 day left to reply.'],
  [{ code: 'assigned', params: { name: 'Rivera' } }, 'Assigned to Rivera.'],
  [{ code: 'returned', params: { cause: 'Wrong report.' } }, 'Reopened: Wrong report.'],
] as const)('%o is read as %s', (event, words) => {
  expect(said(event)).toBe(words);
});

test.each([
  [{ code: 'approved', params: { offenseCode: 'larceny_other', caseNumber: '26-000001' } }, 'Larceny – all other'],
  [{ code: 'rejected', params: { reasonCode: 'outside_hartford' } }, 'Not in the City of Hartford'],
  [
    { code: 'rejected_duplicate', params: { reasonCode: 'duplicate', duplicateOf: NUMBER } },
    `Submitted more than once: duplicate of ${NUMBER}`,
  ],
  [{ code: 'asked', params: { missing: ['serial_number', 'photo'], ...TERMS } }, 'Serial number or IMEI, Photo'],
  [{ code: 'asked', params: { missing: ['photo'], question: 'Was it locked?', ...TERMS } }, 'Photo, “Was it locked?”'],
  [{ code: 'called', params: { outcome: 'left_message' } }, 'Left a message'],
  [{ code: 'assigned', params: { name: 'Rivera' } }, 'To Rivera'],
  [{ code: 'unassigned', params: {} }, 'Unassigned'],
  [{ code: 'escalated', params: {} }, 'For a supervisor'],
  [{ code: 'appeal_upheld', params: {} }, 'Decision kept'],
] as const)('the cause of %o is %s', (event, words) => {
  expect(cause(event)).toBe(words);
});

test.each([
  [{ code: 'approved', params: { offenseCode: 'old_title', caseNumber: '26-000001' } }],
  [{ code: 'rejected', params: { reasonCode: 'old_reason' } }],
  [{ code: 'rejected_duplicate', params: { reasonCode: 'old_reason', duplicateOf: NUMBER } }],
  [{ code: 'asked', params: { missing: ['old_item', 'photo'], ...TERMS } }],
] as const)('neither the history nor the list of decisions shows a code that the policy dropped: %o', (event) => {
  for (const words of [said(event), cause(event)]) {
    expect(words).toContain('not on the agency’s current list');
    expect(words).not.toContain('old_');
  }
});

test('a history entry with an unknown code shows a neutral sentence, and is kept as it came', () => {
  const later = {
    at: '2026-03-07T14:00:00.000Z',
    kind: 'laid_aside',
    by: null,
    event: { code: 'laid_aside', params: { until: '2027-01-01', again: { deep: true } } },
    note: null,
    letter: null,
  };
  const read = historyEntry.parse(later);
  expect(read).toEqual({ ...later, kind: 'other' });
  expect(said(read.event)).toBe('This version of the application can’t display this event.');
  expect(cause(read.event)).toBe('This version of the application can’t display this event.');
});

test('an event whose facts are those of another version shows the same neutral sentence', () => {
  for (const event of [
    { code: 'called', params: { outcome: 'hung_up' } },
    { code: 'approved', params: {} },
    { code: 'constructor', params: {} },
  ]) {
    expect(said(event)).toBe('This version of the application can’t display this event.');
  }
});

test('nothing but the title is lost of an approval with a code that the policy dropped', () => {
  expect(said({ code: 'approved', params: { offenseCode: '23Z', caseNumber: '26-000001' } })).toBe(
    'Approved as Offense title not on the agency’s current list; case number 26-000001.',
  );
});

test('no officer sees the internal name of a corrected field', () => {
  expect(said(correct('items.0.serialNumber'))).toBe('Correction: Item 1, serial number.');
  expect(cause(correct('items.0.serialNumber'))).toBe('Item 1, serial number');
  for (const { field } of correctableFields(aReport())) {
    expect(`${said(correct(field))} ${cause(correct(field))}`).not.toContain(field);
  }
});

test('what an officer typed is shown as it was typed, whatever stands in it', () => {
  const typed = 'It’s {name}, <b>not</b> items.0.type';
  expect(said({ code: 'returned', params: { cause: typed } })).toBe(`Reopened: ${typed}`);
  expect(cause({ code: 'returned', params: { cause: typed } })).toBe(typed);
});

describe('in Spanish', () => {
  beforeAll(() => speak('es'));
  afterAll(() => speak('en'));

  test('everything that can happen is told in Spanish', async () => {
    const spanish = EVENTS.map((event) => [said(event), cause(event)]);
    await speak('en');
    const english = EVENTS.map((event) => [said(event), cause(event)]);
    await speak('es');
    for (const [at, [sentence]] of spanish.entries()) {
      expect(sentence).not.toBe(english[at]?.[0]);
      expect(sentence).not.toMatch(/[{}]|undefined/);
    }
  });

  test('counts and corrections are Spanish', () => {
    expect(said({ code: 'answered', params: { files: 2 } })).toBe('La persona respondió, con 2 archivos.');
    expect(said(correct('where.address'))).toMatch(/^Corrección: .+\.$/);
  });
});

test('what a second form told of the incident is words for whoever reads it, a line for each thing', () => {
  const { items, fraud, when, where } = facts({
    items: [anItem({ type: 'Bicycle', brand: 'Trek', serialNumber: 'WTU 123', valueCents: 40_000 })],
    when: { from: '2026-11-20T13:00:00.000Z', to: '2026-11-20T14:30:00.000Z' },
  });
  const event = { code: 'added_again', params: { files: 0, told: { items, fraud, when, where } } } as const;
  const lines = toldWords({ event }, zoneOf('America/New_York'));
  expect(lines[0]).toMatch(/^Item 1: type: Bicycle; brand: Trek; .*serial number: WTU 123; .*value: \$400\.00$/);
  expect(lines[1]).toMatch(/^Location: address: .+; city: Hartford/);
  expect(lines[2]).toMatch(/^Date and time: .*Nov.*8:00/);
  expect(toldWords({ event: { code: 'added_again', params: { files: 0 } } }, zoneOf('UTC'))).toEqual([]);
});
