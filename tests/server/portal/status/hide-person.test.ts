import { describe, expect, it } from 'vitest';
import { hideInReport, hidePerson, hiderOf } from '#server/portal/status/hide-person.ts';
import { statusView } from '#server/portal/status/status-view.ts';
import type { Report } from '#shared/domain/report.ts';
import { anItem, aReport, corrected, firstPolicy } from '../../../helpers/builders.ts';

const WHO = {
  givenName: 'Mark (Jo)',
  familyName: "O'Neill-Núñez",
  email: 'mark+p2c@example.org',
  phone: '+1 860-555-0142',
  address: '12 Broad St, Hartford, CT 06106',
  actsFor: null,
};

/** Returns a letter's text as someone with the access code reads it. */
function shown(text: string, corrections: Report['corrections'] = []): string {
  const report = aReport({ facts: { who: WHO }, corrections });
  const view = statusView(report, firstPolicy(), new Date(report.receivedAt), false);
  const letter = { id: '1', at: new Date(report.receivedAt), kind: 'received', subject: text, text };
  const hidden = hidePerson({ ...view, letters: [letter] }, hiderOf(report, '[hidden]'));
  expect(hidden.letters[0]?.subject).toBe(hidden.letters[0]?.text);
  return hidden.letters[0]?.text ?? '';
}

describe('a letter that someone with only the access code reads', () => {
  it.each([
    ["Dear Mark (Jo) O'Neill-Núñez,", 'Dear [hidden],'],
    ["Dear Mr. O'Neill-Núñez,", 'Dear Mr. [hidden],'],
    ['We will write to mark+p2c@example.org.', 'We will write to [hidden].'],
    ['Call (860) 555-0142 or 8605550142 or 860.555.0142', 'Call [hidden] or [hidden] or [hidden]'],
    ['12 Broad St,\nHartford, CT 06106', '[hidden]'],
  ])('hides who sent the report: %s', (written, read) => {
    expect(shown(written)).toBe(read);
  });

  it('hides what the agency corrected, too, and leaves other words alone', () => {
    const by = { id: '0195706f-0000-7000-8000-00000000000f', displayName: 'Officer Rivera' };
    const corrected = [{ field: 'who.familyName', value: 'Ortiz', why: '', by, at: '2026-03-08T14:00:00.000Z' }];
    expect(shown("Mr. Ortiz, before O'Neill-Núñez", corrected)).toBe('Mr. [hidden], before [hidden]');
    expect(shown('Call 860-757-4000. A scratch marks it: 18605550142999', corrected)).toBe(
      'Call 860-757-4000. A scratch marks it: 18605550142999',
    );
  });
});

describe('a report that someone with only the access code reads', () => {
  it('hides who sent it in all free text: as filed, corrected, added, and in a second form', () => {
    const own = "O'Neill-Núñez, 860 555 0142";
    const items = [anItem({ marks: own })];
    const fraud = { accountKind: 'Bank card', amountCents: null, discovered: own, bankInformed: null };
    const { when, where } = aReport().facts;
    const told = { items, fraud, when, where };
    const report = aReport({
      facts: { who: WHO, how: own, items, fraud },
      corrections: [corrected('items.0.marks', own)],
      history: [
        {
          at: '2026-03-07T10:00:00.000Z',
          kind: 'added',
          by: null,
          event: { code: 'added_again', params: { files: 0, told } },
          note: own,
          letter: null,
        },
      ],
    });
    const { facts, corrections, history } = hideInReport(report, hiderOf(report, '[hidden]'));
    const read = JSON.stringify([{ ...facts, who: null }, corrections, history]);
    expect(read.split('[hidden], [hidden]')).toHaveLength(8);
    expect(read).not.toMatch(/O'Neill|0142/);
  });

  it('keeps everything else as the person wrote it', () => {
    const report = aReport({ facts: { who: WHO, how: 'My bag.', items: [anItem({ marks: null })] } });
    expect(hideInReport(report, hiderOf(report, '[hidden]'))).toEqual(report);
  });
});
