import { sql } from 'kysely';
import { putPolicy } from '#server/commands/agency/publish-policy.ts';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { addDays, dayOf, mondayOf } from '#shared/domain/working-days.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { TEST_KEY } from '../helpers/test-key.ts';
import { multiply } from './audit-fill.ts';
import { figureFloor, pageFloor, weekFloor } from './audit-floors.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile } from './figure.ts';
import { logFigures, type Run, searchFigures } from './find.ts';
import { createCaller } from './server-load.ts';

const FULL = 1_000_000;
const QUICK = 20_000;
/** Reports made one by one, with their letters and histories; the others are copies. */
const BASE_SHARE = 5;
const MOST_BASE = 10_000;
const WEEKS = 10;
const TIME_ZONE = 'America/New_York';
const BY = { actor: 'bench', source: 'bench' };

/** What supervisors wait for with all the reports of years: figures, lists, searches, and a week's sample. */
export const audit: Bench = async ({ quick, seed, keep }) => {
  const reports = quick ? QUICK : FULL;
  const times = quick ? 40 : 100;
  // Counting is measured here, so the server's own job must not run beside it.
  process.env['P2C_JOBS'] = '0';
  const began = performance.now();
  const base = Math.min(MOST_BASE, reports / BASE_SHARE);
  const cluster = await startCluster({ processes: 1, reports: base, seed, keep });
  try {
    const made = performance.now();
    await multiply(cluster, reports);
    const filled = performance.now();
    await sql`vacuum analyze`.execute(cluster.db);
    const { decisions } = await cluster.db
      .selectFrom('decision')
      .select((eb) => eb.fn.countAll<number>().as('decisions'))
      .executeTakeFirstOrThrow();
    const run: Run = { cluster, token: await cluster.signedIn('supervisor'), reports, times, quick };
    return [
      told(`making ${base} reports`, made - began, quick),
      told(`copying them to ${reports} with ${decisions} decisions`, filled - made, quick),
      ...(await summed(run)),
      ...(await pages(run)),
      ...(await logFigures(run)),
      ...(await searchFigures(run)),
      await samples(run),
      ...(await blindFigures(run)),
    ];
  } finally {
    await cluster.stop();
  }
};

const told = (name: string, ms: number, quick: boolean) =>
  figure(name, ms / 1_000, 's', { wanted: printed, full: !quick });

async function summed({ cluster, token, times, quick }: Run): Promise<Figure[]> {
  const { db, databaseUrl } = cluster;
  const deps = { db, now: () => new Date() };
  const started = performance.now();
  await buildFigures(deps, { boundary: null });
  const built = performance.now();
  await buildFigures(deps, { boundary: null });
  const again = performance.now();
  await sql`analyze figure_day`.execute(db);
  const figures = [
    told('counting all of them', built - started, quick),
    told('counting the last days again', again - built, quick),
  ];
  const today = dayOf(new Date(), TIME_ZONE);
  for (const [name, days] of [
    ['a day', 1],
    ['a month', 31],
    ['400 days', 400],
  ] as const) {
    const from = addDays(today, 1 - days);
    figures.push(
      figure(`figures of ${name}, p95`, await timed(cluster, token, `/figures?from=${from}&to=${today}`, times), 'ms', {
        wanted: atMost(500, 'ms'),
        full: !quick,
        peer: await figureFloor(databaseUrl, { from, to: today }, times),
      }),
    );
  }
  return figures;
}

async function pages({ cluster, token, times, quick }: Run): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, query, where] of [
    ['newest first', '', ''],
    ['one kind', '&kind=reject', `where decision.kind = 'reject'`],
  ] as const) {
    figures.push(
      figure(
        `page of 50 decisions, ${name}, p95`,
        await timed(cluster, token, `/decisions?limit=50${query}`, times),
        'ms',
        {
          wanted: atMost(50, 'ms'),
          full: !quick,
          peer: await pageFloor(cluster.databaseUrl, where, times),
        },
      ),
    );
  }
  return figures;
}

/** Draws one in twenty decisions of each officer, and all rejections for one reason, of each of the last full weeks. */
async function samples({ cluster: { db, databaseUrl }, quick }: Run): Promise<Figure> {
  const deps = { db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://127.0.0.1' };
  const policy = await currentPolicy(db);
  const review = { ...policy.review, sharePercent: 5, reasons: ['false_or_test'] };
  await putPolicy(deps, { ...policy, review }, BY);
  const thisWeek = mondayOf(dayOf(deps.now(), TIME_ZONE));
  const taken: number[] = [];
  let most = { decisions: 0, chosen: 0, week: addDays(thisWeek, -7) };
  for (let back = 1; back <= WEEKS; back += 1) {
    const started = performance.now();
    const draw = await drawSample(deps, BY, addDays(thisWeek, -7 * back));
    taken.push(performance.now() - started);
    if (draw === null || !draw.isNew) throw new Error('nothing was drawn');
    if (draw.decisions > most.decisions) most = draw;
  }
  const peer = await weekFloor(databaseUrl, most.week, WEEKS);
  const name = `a week's sample, ${most.chosen} of up to ${most.decisions} decisions, p95`;
  return figure(name, quantile(taken, 0.95), 'ms', { wanted: atMost(1_000, 'ms'), full: !quick, peer });
}

/** A reviewer's figures leave out what was decided about each report that waits for a blind review. */
async function blindFigures({ cluster, token, times, quick }: Run): Promise<Figure[]> {
  const today = dayOf(new Date(), TIME_ZONE);
  const path = `/figures?from=${addDays(today, -30)}&to=${today}`;
  const started = performance.now();
  const { body } = await createCaller()('GET', `${cluster.servers[0]?.url ?? ''}/api/v1${path}`, token);
  const first = performance.now() - started;
  const name = `figures of a month without ${JSON.parse(body).hidden} reports to review`;
  return [
    told(`${name}, the first time`, first, quick),
    figure(`${name}, p95`, await timed(cluster, token, path, times), 'ms', { wanted: atMost(500, 'ms'), full: !quick }),
  ];
}

async function timed({ servers }: Cluster, token: string, path: string, times: number): Promise<number> {
  const call = createCaller();
  const url = `${servers[0]?.url ?? ''}/api/v1${path}`;
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const { ms, status, body } = await call('GET', url, token);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body.slice(0, 200)}`);
    taken.push(ms);
  }
  return quantile(taken, 0.95);
}
