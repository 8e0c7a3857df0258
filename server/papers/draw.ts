import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPen, MAIN, type Pen, type Scripts, scriptsFor } from './scripts.ts';

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

/**
 * Renders documents as one tagged PDF (US Letter) with embedded fonts, each starting on a new page. The tags tell
 * screen readers what is a heading, a list or a row. Only this file uses pdfkit directly.
 * @param fonts the folder with the fonts
 * @throws RangeError when there are no documents
 */
export async function drawPapers(papers: readonly Paper[], fonts: string): Promise<Buffer> {
  const [leading] = papers;
  if (leading === undefined) throw new RangeError('There is no paper to draw');
  // Loaded when the first document is rendered, so a server process that renders none saves several megabytes.
  const [{ default: PDFDocument }, { create }] = await Promise.all([import('pdfkit'), import('fontkit')]);
  const [regular, bold] = await Promise.all([readFile(join(fonts, REGULAR)), readFile(join(fonts, BOLD))]);
  const scripts = await scriptsFor(JSON.stringify(papers), regular, { folder: fonts, create });
  const doc = new PDFDocument({
    size: 'LETTER',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
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
  doc.registerFont(MAIN, regular);
  doc.registerFont('bold', bold);
  for (const [name, { file }] of scripts.others) doc.registerFont(name, file);
  for (const paper of papers) drawOne(doc, paper, scripts);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

type Doc = PDFKit.PDFDocument;
type Place = { at: readonly [x: number, y: number]; size: number; width: number; isBold?: boolean };
type Options = PDFKit.Mixins.TextOptions;
/** What is needed to draw a document: its text, and the structure that a screen reader follows. */
type Drawing = { doc: Doc; pen: Pen; into: PDFKit.PDFStructureElement; width: number };

function drawOne(doc: Doc, paper: Paper, scripts: Scripts): void {
  const pen = createPen(scripts);
  doc.addPage();
  const first = doc.bufferedPageRange().count - 1;
  const width = doc.page.width - 2 * MARGIN;
  const root = doc.struct('Document');
  doc.addStructure(root);
  const drawing = { doc, pen, into: root, width };
  tagged(drawing, 'P', () => write(drawing, paper.agency, { at: [MARGIN, 48], size: 11, width, isBold: true }));
  tagged(drawing, 'P', () => write(drawing, paper.date, { at: [MARGIN, 48], size: 10, width }, { align: 'right' }));
  if (paper.address === null) doc.y = 90;
  else {
    // The address shows through a no. 10 envelope's window, about 2⅛ inches from the top of a sheet folded in thirds.
    const lines = paper.address.join('\n');
    tagged(drawing, 'P', () => write(drawing, lines, { at: [MARGIN, 150], size: 10.5, width: 260 }));
    doc.y = Math.max(doc.y, 250);
  }
  for (const [at, part] of paper.parts.entries()) {
    // Keeps a heading at the bottom of a page together with what follows it.
    const next = part.kind === 'heading' ? paper.parts[at + 1] : undefined;
    if (next !== undefined) makeRoom(doc, HEADING + keptHeight(doc, next, width));
    drawPart(drawing, part);
  }
  if (pen.missed()) drawPart(drawing, { kind: 'small', text: paper.unprintable });
  root.end();

  const count = doc.bufferedPageRange().count - first;
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(first + page);
    // The footer goes below the margin, where text would otherwise start a new page.
    doc.page.margins.bottom = 0;
    const foot = paper.foot.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    doc.markContent('Artifact', { type: 'Pagination' });
    const place = { at: [MARGIN, doc.page.height - 48], size: 8.5, width } as const;
    write(drawing, foot, place, { align: 'center', lineBreak: false });
    doc.endMarkedContent();
  }
}

/** Draws something as a structure element of this type. */
function tagged({ doc, into }: Drawing, type: string, draw: () => void): void {
  into.add(doc.struct(type, {}, [draw]));
}

/** Draws elements within an element, such as the items of a list. */
function within(drawing: Drawing, type: string, draw: (inner: Drawing) => void): void {
  const into = drawing.doc.struct(type);
  drawing.into.add(into);
  draw({ ...drawing, into });
  into.end();
}

/** Writes text with the fonts that it needs. */
function write(
  { doc, pen }: Drawing,
  words: string,
  { at, size, width, isBold = false }: Place,
  more: Options = {},
): void {
  const runs = pen.runs(words);
  doc.fontSize(size);
  const options = { width, lineGap: 2, ...more };
  for (const [index, { font, text }] of runs.entries()) {
    doc.font(font === MAIN && isBold ? 'bold' : font);
    const continued = index < runs.length - 1;
    if (index === 0) doc.text(text, ...at, { ...options, continued });
    else doc.text(text, { ...options, continued });
  }
}

function drawPart(drawing: Drawing, part: Part): void {
  const { doc, width } = drawing;
  const text = (type: string, size: number, words: string, after: number) => {
    const isBold = type !== 'P';
    tagged(drawing, type, () => write(drawing, words, { at: [MARGIN, doc.y], size, width, isBold }));
    doc.y += after;
  };
  switch (part.kind) {
    case 'title':
      return text('H1', 18, part.text, 8);
    case 'heading':
      doc.y += 6;
      return text('H2', 12, part.text, 4);
    case 'text':
      return text('P', 10.5, part.text, 8);
    case 'small':
      doc.y += 4;
      return text('P', 8.5, part.text, 6);
    case 'list':
      within(drawing, 'L', (list) => {
        for (const item of part.items) {
          const top = doc.y;
          within(list, 'LI', (line) => {
            const dot = { at: [MARGIN + 6, top], size: 10.5, width: 12 } as const;
            tagged(line, 'Lbl', () => write(line, '•', dot, { lineBreak: false }));
            tagged(line, 'LBody', () => write(line, item, { at: [MARGIN + 20, top], size: 10.5, width: width - 20 }));
          });
          doc.y += 3;
        }
      });
      doc.y += 5;
      return;
    case 'rows':
      makeRoom(doc, keptHeight(doc, part, width));
      if (part.rows.length > 0) {
        within(drawing, 'Table', (table) => {
          for (const [label, value] of part.rows) drawRow(table, label, value);
        });
      }
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

const valueHeight = (doc: Doc, value: string, width: number): number =>
  doc
    .font('regular')
    .fontSize(10.5)
    .heightOfString(value, { width: width - LABEL, lineGap: 2 });

/** Height of a part that must stay on one page: all rows of one item, or the first lines of anything else. */
function keptHeight(doc: Doc, part: Part, width: number): number {
  if (part.kind !== 'rows') return 30;
  const height = part.rows.reduce((sum, [, value]) => sum + valueHeight(doc, value, width) + BETWEEN, 0);
  return height < MOST_KEPT ? height : 30;
}

function makeRoom(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
}

function drawRow(table: Drawing, label: string, value: string): void {
  const { doc, width } = table;
  makeRoom(doc, Math.min(valueHeight(doc, value, width), MOST_KEPT));
  const top = doc.y;
  within(table, 'TR', (row) => {
    const name = { at: [MARGIN, top], size: 10.5, width: LABEL - 10, isBold: true } as const;
    tagged(row, 'TH', () => write(row, label, name));
    const below = doc.y;
    const place = { at: [MARGIN + LABEL, top], size: 10.5, width: width - LABEL } as const;
    tagged(row, 'TD', () => write(row, value, place));
    doc.y = Math.max(doc.y, below) + BETWEEN;
  });
}
