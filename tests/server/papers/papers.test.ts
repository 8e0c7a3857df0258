import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { drawPapers, type Paper } from '#server/papers/draw.ts';
import { insurerPaper } from '#server/papers/insurer-copy.ts';
import { addressLines, letterPaper, letterParts } from '#server/papers/letter-paper.ts';
import { createPen, MAIN, scriptsFor } from '#server/papers/scripts.ts';
import type { Place } from '#shared/domain/incident.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const FONTS = fileURLToPath(new URL('../../../resources/fonts', import.meta.url));
const AT = new Date('2026-11-24T15:00:00.000Z');
const policy = firstPolicy();

/** Returns the text of a printed letter, without its layout. */
const words = (paper: Paper) => JSON.stringify([paper.title, paper.address, paper.parts]);

test('the insurer copy has what was reported, under the case number, and nothing that officers wrote', () => {
  const report = aReport({ serial: 4812 });
  const noted = {
    ...report,
    state: 'approved' as const,
    history: [
      ...report.history,
      {
        at: AT.toISOString(),
        kind: 'noted' as const,
        by: 'Officer Rivera',
        event: { code: 'noted', params: {} },
        note: 'PASSWORD',
        letter: null,
      },
    ],
    corrections: [
      {
        field: 'items.0.serialNumber',
        value: 'CORRECTED-1',
        why: 'PASSWORD',
        by: { id: report.id, displayName: 'Rivera' },
        at: AT.toISOString(),
      },
    ],
  };
  const { who, how } = report.facts;
  const said = words(insurerPaper(noted, '26-000123', policy, AT));
  for (const part of ['26-000123', report.trackingNumber, `${who.givenName} ${who.familyName}`, 'CORRECTED-1', how]) {
    expect(said).toContain(part);
  }
  for (const part of ['PASSWORD', 'Rivera', who.email ?? '-', who.phone ?? '-']) expect(said).not.toContain(part);
});

test('the insurer copy for someone who has only the access code names no person and says why', () => {
  const report = aReport({ serial: 1, facts: { who: { address: '12 Broad St, Hartford, CT 06106' } } });
  const { who, how } = report.facts;
  const said = words(insurerPaper(report, '26-000123', policy, AT, { withPerson: false }));
  for (const part of ['26-000123', report.trackingNumber, how, 'not shown']) expect(said).toContain(part);
  for (const part of [who.givenName, who.familyName, '12 Broad St']) expect(said).not.toContain(part);
});

test('the insurer copy has what the reporter added later, except for someone who has only the access code', () => {
  const entry = { at: AT.toISOString(), event: { code: 'added', params: { files: 0 } }, letter: null } as const;
  const report = aReport({
    history: [
      { ...entry, kind: 'added', by: null, note: 'The serial number is WTU-ADDED-1.' },
      { ...entry, kind: 'added', by: 'Officer Rivera', note: 'Added by an officer.' },
      { ...entry, kind: 'message', by: null, note: 'Only a message.' },
    ],
  });
  const said = (withPerson: boolean) => words(insurerPaper(report, '26-000123', policy, AT, { withPerson }));
  expect(said(true)).toContain('November 24, 2026: The serial number is WTU-ADDED-1.');
  expect(said(true)).not.toMatch(/Added by an officer|Only a message/);
  expect(said(false)).not.toContain('WTU-ADDED-1');
});

test('the insurer copy shows no time that was not given', () => {
  const when = { from: '2026-11-20T05:00:00.000Z', to: '2026-11-21T04:59:00.000Z', dayOnly: ['from', 'to'] as const };
  const said = (given: Partial<ReturnType<typeof aReport>['facts']['when']>) =>
    words(insurerPaper(aReport({ facts: { when: given } }), '26-000123', policy, AT));
  const day = said({ ...when, dayOnly: [...when.dayOnly] });
  expect(day).toContain('["From","Friday, November 20, 2026 (time not given)"],["Place"');
  const open = said({ ...when, from: '2026-11-20T19:05:00.000Z', dayOnly: ['to'] });
  expect(open).toContain('2:05');
  expect(open).toContain('["To","Friday, November 20, 2026 (time not given)"]');
  for (const one of [day, open]) expect(one).not.toMatch(/12:00|11:59/);
});

test('an insurer reads the kind of place, and what it was filed as, in English, whatever the agency works in', () => {
  const spanish = { ...policy, agency: { ...policy.agency, language: 'es' as const } };
  const said = (where: Partial<Place>) =>
    JSON.stringify(insurerPaper(aReport({ serial: 1, facts: { where } }), '26-000123', spanish, AT).parts);
  expect(said({ placeType: 'parking' })).toContain('["Kind of place","Parking lot or garage"]');
  expect(said({ placeType: 'parking' })).toContain('["Filed as","Larceny – all other"]');
  expect(said({ placeType: 'other', placeTypeOther: 'Food truck' })).toContain('["Kind of place","Food truck"]');
  expect(said({ placeType: null })).not.toContain('Kind of place');
});

test('a printed letter is word for word the one the officer saw, with the address in the envelope window', () => {
  const report = aReport({
    serial: 4812,
    facts: { who: { address: '12 Broad St, Apt 2, Hartford, CT 06106', language: 'es' } },
  });
  const letter = letterFor(report, { kind: 'follow_up', missing: ['serial_number', 'photo'], note: '' }, policy);
  if (letter === null) throw new Error('no letter');
  const paper = letterPaper(report, letter, policy, { queuedAt: AT, at: AT });
  const said = paper.parts.flatMap((part) =>
    'items' in part ? [part.items.map((one) => `- ${one}`).join('\n')] : 'text' in part ? [part.text] : [],
  );
  expect(said).toEqual([letter.subject, ...letter.text.trim().split('\n\n')]);
  expect(paper.address?.slice(1)).toEqual(['12 Broad St, Apt 2', 'Hartford, CT 06106']);
  expect(paper).toMatchObject({ lang: 'es', date: '24 de noviembre de 2026' });
});

test('an address is split into envelope lines, and a missing one leaves no lines', () => {
  expect(addressLines('12 Broad St, Hartford, CT 06106')).toEqual(['12 Broad St', 'Hartford, CT 06106']);
  expect(addressLines('General delivery')).toEqual(['General delivery']);
  expect(addressLines('  ')).toEqual([]);
  expect(addressLines(null)).toEqual([]);
  expect(letterParts('Dear A,\n\n- one\n- two\n')).toEqual([
    { kind: 'text', text: 'Dear A,' },
    { kind: 'list', items: ['one', 'two'] },
  ]);
});

test('a document is a PDF with embedded fonts, as many pages as needed, and the same content gives the same PDF', async () => {
  const short = insurerPaper(aReport({ serial: 1 }), '26-000123', policy, AT);
  const long: Paper = {
    ...short,
    parts: [...short.parts, { kind: 'text', text: 'Una línea más con ñ, é y İ. '.repeat(600) }],
  };
  const [one, two] = [await drawPapers([short], FONTS), await drawPapers([long], FONTS)];
  const text = one.toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toContain('/FontFile2');
  expect(text).not.toMatch(/\/BaseFont \/(Helvetica|Times)/);
  const pages = (pdf: Buffer) => Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]);
  expect([pages(one), pages(two)]).toEqual([1, expect.any(Number)]);
  expect(pages(two)).toBeGreaterThan(3);
  const all = await drawPapers([long, short, short], FONTS);
  expect(pages(all), 'each begins on a page of its own').toBe(pages(two) + 2);
});

test('the rows of one item stay on one page, and no heading is left alone at the bottom', async () => {
  const thing = (at: number): Paper['parts'][number] => ({
    kind: 'rows',
    rows: [1, 2, 3, 4].map((row) => [`Item ${at}`, `Value ${row}`] as const),
  });
  const paper = insurerPaper(aReport({ serial: 1 }), '26-000123', policy, AT);
  const shelf = Array.from({ length: 40 }, (_, at) => thing(at));
  const lines = textsByPage(await drawPapers([{ ...paper, parts: shelf }], FONTS));
  expect(lines.length).toBeGreaterThan(2);
  // The first page has the agency and date at the top, and each page has a footer. Each thing has
  // four rows of a label and a value, which stay on one page.
  expect(lines.map((count, page) => (count - (page === 0 ? 3 : 1)) % 8)).toEqual(lines.map(() => 0));

  // Wherever the page breaks, the heading and the first item stay together.
  for (let filled = 20; filled < 32; filled += 1) {
    const above = Array.from({ length: filled }, () => ({ kind: 'text', text: 'A line.' }) as const);
    const parts: Paper['parts'] = [...above, { kind: 'heading', text: 'Property' }, thing(1)];
    const [, last] = textsByPage(await drawPapers([{ ...paper, parts }], FONTS));
    if (last !== undefined) expect(last).toBeGreaterThanOrEqual(1 + 1 + 8);
  }
});

/** Returns how many pieces of text are on each page. */
function textsByPage(pdf: Buffer): number[] {
  return [...pdf.toString('latin1').matchAll(/stream\n(.*?)\nendstream/gs)].flatMap(([, packed = '']) => {
    try {
      const drawn = inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
      return drawn.includes('\nBT\n') ? [drawn.split('\nBT\n').length - 1] : [];
    } catch {
      // This stream is not a page, because fonts are compressed differently.
      return [];
    }
  });
}

test('names of every script that people here have are printed, and what no font has becomes a box and is noted', async () => {
  const european = 'Íñigo Núñez, İpek Şahin, Łukasz Żółć, Ωμέγα, Юлия';
  const others = ['王小明', '김민준', 'さくら', 'محمد علي', 'משה כהן', 'प्रिया', 'রহিম', 'સોનલ', 'ਗੁਰਪ੍ਰੀਤ', 'கமலா', 'రాము'];
  const more = ['สมชาย', 'ສົມພອນ', 'សុខា', 'မောင်', 'ሰላም', 'Աննա', 'ნინო'];
  for (const name of [european, ...others, ...more]) {
    const pen = await penFor(name);
    const fonts = pen.runs(name).map(({ font }) => font);
    expect([name, pen.missed(), fonts.every((font) => font === MAIN)]).toEqual([name, false, name === european]);
  }
  const pen = await penFor('王小明 𓀀');
  expect(pen.runs('王小明 𓀀').at(-1)?.text).toContain('□');
  expect(pen.missed()).toBe(true);
});

test('the words of a name that is written from right to left are in their order', async () => {
  const pen = await penFor('Name: محمد علي, x');
  expect(pen.runs('Name: محمد علي, x').map(({ text }) => text)).toEqual(['Name: ', 'علي محمد', ', x']);
});

test('a paper in other scripts embeds only the fonts that it needs', async () => {
  const fontsIn = async (givenName: string) => {
    const paper = insurerPaper(aReport({ serial: 1, facts: { who: { givenName } } }), '26-000123', policy, AT);
    const found = (await drawPapers([paper], FONTS)).toString('latin1').matchAll(/\/BaseFont \/[A-Z]{6}\+(\w+)/g);
    return [...new Set([...found].map(([, name = '']) => name))].sort((one, other) => one.localeCompare(other));
  };
  expect(await fontsIn('Ana')).toEqual(['LiberationSans']);
  expect(await fontsIn('王小明')).toEqual(['DroidSansFallback', 'LiberationSans']);
});

test('a paper says what is a heading, a list, and a row, for people who hear it', async () => {
  const paper = insurerPaper(aReport({ serial: 1 }), '26-000123', policy, AT);
  const listed: Paper = { ...paper, parts: [...paper.parts, { kind: 'list', items: ['one', 'two'] }] };
  const pdf = (await drawPapers([listed], FONTS)).toString('latin1');
  expect(pdf).toContain('/Marked true');
  for (const type of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Lbl', 'LBody']) {
    expect([type, pdf.includes(`/S /${type}\n`)]).toEqual([type, true]);
  }
});

async function penFor(text: string) {
  const main = readFileSync(join(FONTS, 'LiberationSans-Regular.ttf'));
  return createPen(await scriptsFor(text, main, { folder: FONTS, create }));
}
