import { randomBytes } from 'node:crypto';
import { startBuiltServer } from '../helpers/built-server.ts';
import { photograph } from '../helpers/pictures.ts';
import { FILLED } from '../server/portal/filled-forms.ts';
import {
  createVisitor,
  hiddenFields,
  openForm,
  over,
  type Seen,
  summaryOf,
  type Visitor,
} from '../server/portal/visitor.ts';
import { type Bench, type Figure, figure, printed, quantile } from './figure.ts';

/** A built checkout of an earlier commit, whose form is measured in the same run for comparison. */
const OLD = process.env['P2C_OLD'];
/** The number of people who send at the same time. */
const AT_ONCE = 4;
/** Milliseconds for filling in the form, which refuses anyone who is faster than a person can be. */
const FILLING_MS = 3_100;

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
/** A report from someone without e-mail: it is filed immediately, because there is no address to confirm. */
const ANSWERS: Record<string, string> = {
  ...FILLED.vandalism,
  'when.fromDate': day(3),
  'when.toDate': day(2),
  'who.email': '',
  'who.safeContact.no_calls': '',
  'who.preferredContact': 'phone',
};

type Form = { url: string; how: 'with the form' | 'in pieces' };
type Reports = { ms: number[]; perSecond: number };

/** Files complete reports with two photos through the portal's pages, as a browser sends them. */
export const intake: Bench = async ({ quick }) => {
  const rounds = quick ? 2 : 6;
  const each = quick ? 8 : 40;
  const photos = [await photo(1600, 1200), await photo(1200, 900)];
  const own = await startBuiltServer();
  const old = OLD === undefined ? null : await startBuiltServer({ root: OLD });
  try {
    const forms: Record<'own' | 'old' | 'pieces', Form | null> = {
      own: { url: own.url, how: 'with the form' },
      old: old === null ? null : { url: old.url, how: 'with the form' },
      pieces: { url: own.url, how: 'in pieces' },
    };
    const seen = { own: empty(), old: empty(), pieces: empty() };
    // Files through the forms in turn, so that a busy machine slows all of them down equally.
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of ['own', 'old', 'pieces'] as const) {
        const form = forms[name];
        if (form === null) continue;
        const { ms, perSecond } = await fileMany(form, photos, round === 0 ? AT_ONCE : each);
        // The first round only warms up.
        if (round === 0) continue;
        seen[name].ms.push(...ms);
        seen[name].perSecond = Math.max(seen[name].perSecond, perSecond);
      }
    }
    const full = !quick;
    const beside = (value: (reports: Reports) => number) =>
      old === null ? {} : { peer: { name: 'before', value: value(seen.old) } };
    const p = (q: number) => (reports: Reports) => quantile(reports.ms, q);
    const rate = (reports: Reports) => reports.perSecond;
    const atLeast = {
      text: '≥ .9 × before',
      holds: (_: number, ratio: number | null) => ratio !== null && ratio >= 0.9,
    };
    const notMeasured = { ...atLeast, text: `not measured: ${atLeast.text} needs P2C_OLD` };
    const figures: Figure[] = [
      figure('report with two photos, p50', p(0.5)(seen.own), 'ms', { wanted: printed, full, ...beside(p(0.5)) }),
      figure('report with two photos, p95', p(0.95)(seen.own), 'ms', { wanted: printed, full, ...beside(p(0.95)) }),
      // Without an earlier checkout to compare with, there is no target to meet.
      figure(`reports per second, ${AT_ONCE} people`, rate(seen.own), '/s', {
        wanted: old === null ? notMeasured : atLeast,
        full: full && old !== null,
        ...beside(rate),
      }),
      figure('… photos in pieces, p50', p(0.5)(seen.pieces), 'ms', { wanted: printed, full }),
      figure('… photos in pieces, p95', p(0.95)(seen.pieces), 'ms', { wanted: printed, full }),
      figure('… photos in pieces, reports per second', rate(seen.pieces), '/s', {
        wanted: atLeast,
        full,
        peer: { name: 'with the form', value: rate(seen.own) },
      }),
    ];
    return figures;
  } finally {
    await old?.stop();
    await own.stop();
  }
};

const empty = (): Reports => ({ ms: [], perSecond: 0 });

/** Makes a picture of the size that a phone sends. */
const photo = async (width: number, height: number) =>
  Buffer.concat([await photograph(width, height), randomBytes(400_000)]);

async function fileMany(form: Form, photos: readonly Buffer[], count: number): Promise<Reports> {
  const people = await Promise.all(
    Array.from({ length: count }, async () => {
      const person = timed(form.url);
      return { ...person, page: await openForm(person.visitor, 'vandalism') };
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, FILLING_MS));
  const ms: number[] = [];
  const started = performance.now();
  const queue = [...people];
  const work = async () => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      await answerPages(one.visitor, one.page, form, photos);
      ms.push(one.spent());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { ms, perSecond: count / ((performance.now() - started) / 1000) };
}

/** Returns a visitor, and a function that says how long the server has taken for that visitor. */
function timed(url: string): { visitor: Visitor; spent: () => number } {
  let spent = 0;
  const reach = over(url);
  const visitor = createVisitor(async (sent) => {
    const started = performance.now();
    const seen = await reach(sent);
    spent += performance.now() - started;
    return seen;
  });
  return { visitor, spent: () => spent };
}

/** Fills in each page of the form, whether there is one page or many, and sends the report. */
async function answerPages(visitor: Visitor, first: Seen, form: Form, photos: readonly Buffer[]): Promise<void> {
  let last = '';
  for (let page = first, tries = 0; tries < 12; tries += 1) {
    last = page.html;
    const action = /<form[^>]* action="(\/report\/[^"]+)"/.exec(page.html)?.[1];
    if (action === undefined) throw new Error(`no form on a page with status ${page.status}`);
    const hidden = hiddenFields(page.html);
    if (hidden.step === 'check') {
      const sent = await visitor.follow(await visitor.post(action, { ...hidden, notice: 'yes' }));
      if (!/class="number"/.test(sent.html)) throw new Error(`not filed: ${sent.status}`);
      return;
    }
    const asked = Object.entries(ANSWERS).filter(([name]) => page.html.includes(`name="${name}"`));
    const fields = { ...hidden, ...Object.fromEntries(asked) };
    const takesFiles = /type="file"/.test(page.html);
    page = takesFiles ? await sendFiles(visitor, action, fields, { form, photos }) : await visitor.post(action, fields);
  }
  throw new Error(
    `the form did not end: ${summaryOf(last)
      .map(({ text }) => text)
      .join('; ')}`,
  );
}

async function sendFiles(
  visitor: Visitor,
  action: string,
  fields: Record<string, string>,
  { form, photos }: { form: Form; photos: readonly Buffer[] },
): Promise<Seen> {
  if (form.how === 'with the form') {
    return visitor.postFiles(action, fields, Object.fromEntries(photos.map((bytes, at) => [`${at}.jpg`, bytes])));
  }
  const uploaded: string[] = [];
  for (const [at, bytes] of photos.entries()) uploaded.push(await visitor.sendInPieces(fields, `${at}.jpg`, bytes));
  return visitor.post(action, { ...fields, uploaded: uploaded.join(' ') });
}
