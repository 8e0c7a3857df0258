import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Font } from 'fontkit';

/** One part of a printed document; parts appear from top to bottom. */
export type Part =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'small'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'rows'; rows: readonly (readonly [label: string, value: string])[] };

/** The content of a printed document. It is pure data, so it can be tested without rendering it. */
export type Paper = {
  title: string;
  lang: string;
  /** The agency's name, at the top of the first page. */
  agency: string;
  /**
   * The lines of the address, placed for a window envelope (US no. 10); null for a document that is not sent by postal
   * mail.
   */
  address: readonly string[] | null;
  date: string;
  parts: readonly Part[];
  /** Footer of every page, with `{page}` and `{pages}`. */
  foot: string;
  /** Note printed once at the end when some characters could not be printed. */
  unprintable: string;
  at: Date;
};

const MARGIN = 72;
const REGULAR = 'LiberationSans-Regular.ttf';
const BOLD = 'LiberationSans-Bold.ttf';
/** Replaces a character that the font does not have. */
const GAP = '□';

/**
 * Renders documents as one PDF (US Letter) with embedded fonts, each starting on a new page. Only this file uses pdfkit
 * directly.
 * @param fonts the folder with the two fonts
 * @throws RangeError when there are no documents
 */
export async function drawPapers(papers: readonly Paper[], fonts: string): Promise<Buffer> {
  const [leading] = papers;
  if (leading === undefined) throw new RangeError('There is no paper to draw');
  // Loaded when the first document is rendered, so a server process that renders none saves several megabytes.
  const [{ default: PDFDocument }, { create }] = await Promise.all([import('pdfkit'), import('fontkit')]);
  const [regular, bold] = await Promise.all([readFile(join(fonts, REGULAR)), readFile(join(fonts, BOLD))]);
  const doc = new PDFDocument({
    size: 'LETTER',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: leading.lang,
    displayTitle: true,
    info: {
      Title: papers.length === 1 ? leading.title : `${papers.length} letters`,
      Author: leading.agency,
      CreationDate: leading.at,
      ModDate: leading.at,
    },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject));
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
  for (const paper of papers) drawOne(doc, paper, signs(create(regular) as Font));
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

function drawOne(doc: PDFKit.PDFDocument, paper: Paper, pen: ReturnType<typeof signs>): void {
  doc.addPage();
  const first = doc.bufferedPageRange().count - 1;
  const width = doc.page.width - 2 * MARGIN;
  doc.font('bold').fontSize(11).text(pen.write(paper.agency), MARGIN, 48, { width });
  doc.font('regular').fontSize(10).text(pen.write(paper.date), MARGIN, 48, { width, align: 'right' });
  if (paper.address === null) doc.y = 90;
  else {
    // The window of a no. 10 envelope, with the sheet folded in thirds: 2⅛ inches from the top.
    doc.fontSize(10.5).text(paper.address.map(pen.write).join('\n'), MARGIN, 150, { width: 260 });
    doc.y = Math.max(doc.y, 250);
  }
  for (const [at, part] of paper.parts.entries()) {
    // Keeps a heading at the bottom of a page together with what follows it.
    const next = part.kind === 'heading' ? paper.parts[at + 1] : undefined;
    if (next !== undefined) makeRoom(doc, HEADING + keptHeight(doc, next, pen.write, width));
    drawPart(doc, part, pen.write, width);
  }
  if (pen.missed()) drawPart(doc, { kind: 'small', text: paper.unprintable }, pen.write, width);

  const count = doc.bufferedPageRange().count - first;
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(first + page);
    // The footer goes below the margin, where text would otherwise start a new page.
    doc.page.margins.bottom = 0;
    const foot = paper.foot.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    const at = doc.page.height - 48;
    doc.font('regular').fontSize(8.5).text(pen.write(foot), MARGIN, at, { width, align: 'center', lineBreak: false });
  }
}

function drawPart(doc: PDFKit.PDFDocument, part: Part, write: (text: string) => string, width: number): void {
  const text = (size: number, font: 'regular' | 'bold', words: string, after: number) => {
    doc.font(font).fontSize(size).text(write(words), MARGIN, doc.y, { width, lineGap: 2 });
    doc.y += after;
  };
  switch (part.kind) {
    case 'title':
      return text(18, 'bold', part.text, 8);
    case 'heading':
      doc.y += 6;
      return text(12, 'bold', part.text, 4);
    case 'text':
      return text(10.5, 'regular', part.text, 8);
    case 'small':
      doc.y += 4;
      return text(8.5, 'regular', part.text, 6);
    case 'list':
      for (const item of part.items) {
        const top = doc.y;
        doc
          .font('regular')
          .fontSize(10.5)
          .text('•', MARGIN + 6, top, { width: 12, lineBreak: false });
        doc.text(write(item), MARGIN + 20, top, { width: width - 20, lineGap: 2 });
        doc.y += 3;
      }
      doc.y += 5;
      return;
    case 'rows':
      makeRoom(doc, keptHeight(doc, part, write, width));
      for (const [label, value] of part.rows) drawRow(doc, write(label), write(value), width);
      doc.y += 6;
  }
}

const LABEL = 140;
/** Space between two rows. */
const BETWEEN = 3;
/** Height of a heading with the space above and below it. */
const HEADING = 30;
/**
 * Maximum height of a part that is kept together. Taller parts are split across pages, because keeping them together
 * could leave half a page empty.
 */
const MOST_KEPT = 200;

const valueHeight = (doc: PDFKit.PDFDocument, value: string, width: number): number =>
  doc
    .font('regular')
    .fontSize(10.5)
    .heightOfString(value, { width: width - LABEL, lineGap: 2 });

/** Height of a part that must stay on one page: all rows of one item, or the first lines of anything else. */
function keptHeight(doc: PDFKit.PDFDocument, part: Part, write: (text: string) => string, width: number): number {
  if (part.kind !== 'rows') return 30;
  const height = part.rows.reduce((sum, [, value]) => sum + valueHeight(doc, write(value), width) + BETWEEN, 0);
  return height < MOST_KEPT ? height : 30;
}

function makeRoom(doc: PDFKit.PDFDocument, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
}

function drawRow(doc: PDFKit.PDFDocument, label: string, value: string, width: number): void {
  const options = { width: width - LABEL, lineGap: 2 };
  makeRoom(doc, Math.min(valueHeight(doc, value, width), MOST_KEPT));
  const top = doc.y;
  doc
    .font('bold')
    .fontSize(10.5)
    .text(label, MARGIN, top, { width: LABEL - 10, lineGap: 2 });
  const below = doc.y;
  doc.font('regular').text(value, MARGIN + LABEL, top, options);
  doc.y = Math.max(doc.y, below) + BETWEEN;
}

/** Replaces characters that the font does not have, and remembers whether there were any. */
export function signs(font: Font) {
  const has = new Set(font.characterSet);
  let missed = false;
  const write = (text: string) => {
    let line = '';
    for (const sign of text.normalize('NFC').replaceAll('\t', ' ')) {
      const known = sign === '\n' || has.has(sign.codePointAt(0) ?? 0);
      if (!known) missed = true;
      line += known ? sign : GAP;
    }
    return line;
  };
  return { write, missed: () => missed };
}
