import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { RECORDS_PARTS } from '#shared/domain/records-copy.ts';
import { recordsBlock } from '../../../renderer/wording/records-block.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const report = aReport({ facts: { when: { from: '2026-03-07T01:00:00.000Z', to: '2026-03-07T13:30:00.000Z' } } });
const terms = (text: string) => text.split('\n').map((line) => line.split(':')[0]);

test("the copy for the records system has the agency's parts in the agency's order", () => {
  const all = recordsBlock(report, firstPolicy());
  expect(terms(all)).toEqual(expect.arrayContaining(['Tracking no.', 'Offense', 'Occurred', 'Reported', 'Narrative']));
  const few = recordsBlock(report, firstPolicy({ recordsCopy: ['narrative', 'tracking_number'] }));
  expect(terms(few).at(-1)).toBe('Tracking no.');
  expect(few).toContain(report.facts.how);
  expect(few).not.toContain(report.facts.who.familyName);
});

test('its dates are whole and in the time zone of the agency, with 24 hours', () => {
  expect(recordsBlock(report, firstPolicy())).toContain('Occurred: 03/06/2026 20:00 – 03/07/2026 08:30');
});

test('it has what an officer corrected in place of what the reporter entered', () => {
  const corrected = aReport({
    corrections: [
      {
        field: 'items.0.serialNumber',
        value: 'WTU-RIGHT',
        why: 'Receipt.',
        by: { id: '0195706f-0000-7000-9000-000000000001', displayName: 'Officer Rivera' },
        at: '2026-03-09T09:00:00.000Z',
      },
    ],
  });
  expect(recordsBlock(corrected, firstPolicy())).toContain('WTU-RIGHT');
  expect(recordsBlock(corrected, firstPolicy())).not.toContain(aReport().facts.items[0]?.serialNumber ?? 'none');
});

test('it has what the reporter wrote after filing, each with its date, but no appeal and no officer’s note', () => {
  const wrote = (kind: HistoryEntry['kind'], note: string, by: string | null = null): HistoryEntry => {
    return { kind, at: '2026-03-09T15:05:00.000Z', by, event: { code: 'noted', params: {} }, note, letter: null };
  };
  const { history } = aReport();
  const copied = recordsBlock(
    aReport({
      history: [
        ...history,
        wrote('answered', 'The serial number is WTU-771.'),
        wrote('noted', 'She saw a red van.'),
        wrote('noted', 'Looks honest.', 'Officer Rivera'),
        wrote('appealed', 'I think you are wrong.'),
      ],
    }),
    firstPolicy(),
  );
  expect(copied).toContain('Added 03/09/2026 11:05: The serial number is WTU-771.');
  expect(copied).toContain('Added by the reporter of a duplicate, 03/09/2026 11:05: She saw a red van.');
  expect(copied).not.toMatch(/Looks honest|you are wrong/);
});

test('every part is one that an agency may choose', () => {
  for (const part of RECORDS_PARTS) {
    const { recordsCopy } = firstPolicy({ recordsCopy: [part] });
    expect(recordsCopy).toEqual([part]);
  }
});
