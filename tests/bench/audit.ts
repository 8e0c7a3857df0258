import { sql } from 'kysely';
import { putPolicy } from '#server/commands/agency/publish-policy.ts';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import { sumMonths } from '#server/db/figure-months.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { addDays, dayOf, mondayOf } from '#shared/domain/working-days.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { TEST_KEY } from '../helpers/test-key.ts';
import { multiply, spreadSums } from './audit-fill.ts';
import { figureFloor, pageFloor, weekFloor } from './audit-floors.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile } from './figure.ts';
import { logFigures, type Run, searchFigures } from './find.ts';
import { createCaller } from './server-load.ts';

const FULL = 1_000_000;
const QUICK = 20_000;
/** One report in this many is made individually, with its letters and history; the others are copies. */
const BASE_SHARE = 5;
const MOST_BASE = 5_000;
const COUNTED_DAYS = 31;
const WEEKS = 10;
const TIME_ZONE = 'America/New_York';
const BY = { actor: 'bench', source: 'bench' };

/**
 * Measures what supervisors wait for when there are years of reports: figures, lists, searches, and a week's sample.
 * Last come lists and figures for a supervisor who must review thousands of decisions blind; both leave those decisions
 * out.
 */
export const audit: Bench = async ({ quick, seed, keep }) => {
  const reports = quick ? QUICK : FULL;
  const times = quick ? 40 : 60;
  // Counting is measured here, so the server's own job must not run beside it.
  process.env['P2C_JOBS'] = '0';
  const began = performance.now();
  const base = Math.min(MOST_BASE, reports / BASE_SHARE);
  const cluster = await startCluster({ processes: 1, reports: base, seed, keep });
  try {
    const made = performance.now();
    await multiply(cluster.db, reports);
    const filled = performance.now();
    // A kept database still has the samples of the last run, so this removes them.
    await sql`truncate review_draw, review_sample, review, review_note, review_look, sampled_figure, figure_day, figure_state, figure_month, figure_month_done`.execute(
      cluster.db,
    );
    await sql`vacuum analyze`.execute(cluster.db);
    const { decisions } = await cluster.db
      .selectFrom('decision')
      .select((eb) => eb.fn.countAll<number>().as('decisions'))
      .executeTakeFirstOrThrow();
    const run: Run = { cluster, token: await cluster.signedIn('supervisor'), reports, times, quick };
    const figures = [
      told(`making ${base} reports`, made - began, quick),
      told(`copying them to ${reports} with ${decisions} decisions`, filled - made, quick),
    ];
    for (const step of [counted, figurePages, pages, logFigures, searchFigures, samples, blindPages])
      figures.push(...(await step(run)));
    return figures;
  } finally {
    await cluster.stop();
  }
};

const told = (name: string, ms: number, quick: boolean) =>
  figure(name, ms / 1_000, 's', { wanted: printed, full: !quick });

/** Counts the last month with the job's own code, then copies its sums to the months before. */
async function counted({ cluster: { db }, quick }: Run): Promise<Figure[]> {
  const deps = { db, now: () => new Date() };
  const today = dayOf(deps.now(), TIME_ZONE);
  const from = addDays(today, -COUNTED_DAYS);
  const started = performance.now();
  const { days, reports } = await buildFigures(deps, { boundary: null, from });
  const built = performance.now();
  await buildFigures(deps, { boundary: null });
  const again = performance.now();
  const { first } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.min('received_at').as('first'))
    .executeTakeFirstOrThrow();
  await spreadSums(db, { from, to: addDays(today, -1), firstDay: dayOf(first, TIME_ZONE) });
  await sumMonths(db, today);
  await sql`vacuum analyze figure_day`.execute(db);
  await sql`vacuum analyze figure_month`.execute(db);
  return [
    told(`counting ${days} days with ${reports} reports`, built - started, quick),
    told('counting the last days again', again - built, quick),
  ];
}

async function figurePages({ cluster, token, times, quick }: Run, without = ''): Promise<Figure[]> {
  const today = dayOf(new Date(), TIME_ZONE);
  const figures: Figure[] = [];
  for (const [name, days] of [
    ['a day', 1],
    ['a month', 31],
    ['400 days', 400],
  ] as const) {
    const from = addDays(today, 1 - days);
    figures.push(
      figure(
        `figures of ${name}${without}, p95`,
        await timed(cluster, token, `/figures?from=${from}&to=${today}`, times),
        'ms',
        {
          wanted: atMost(500, 'ms'),
          full: !quick,
          peer: await figureFloor(cluster.databaseUrl, { from, to: today }, times),
        },
      ),
    );
  }
  return figures;
}

async function pages({ cluster, token, times, quick }: Run, without = ''): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, query, where] of [
    ['newest first', '', ''],
    ['one kind', '&kind=reject', `where decision.kind = 'reject'`],
  ] as const) {
    figures.push(
      figure(
        `page of 50 decisions, ${name}${without}, p95`,
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

/** For each of the last full weeks, draws one in twenty decisions of each officer and all rejections for one reason. */
async function samples({ cluster: { db, databaseUrl }, quick }: Run): Promise<Figure[]> {
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
  return [figure(name, quantile(taken, 0.95), 'ms', { wanted: atMost(1_000, 'ms'), full: !quick, peer })];
}

/** Measures lists and figures for a supervisor who can't see reports awaiting blind review. */
async function blindPages(run: Run): Promise<Figure[]> {
  const { cluster, token, quick } = run;
  // Prepares the morning after the draw: PostgreSQL has updated its statistics, and the job has counted the figures.
  await sql`analyze review_sample`.execute(cluster.db);
  const started = performance.now();
  await buildFigures({ db: cluster.db, now: () => new Date() }, { boundary: null });
  const stored = performance.now() - started;
  const { body, ms } = await createCaller()(
    'GET',
    `${cluster.servers[0]?.url ?? ''}/api/v1/figures?from=2000-01-01&to=${dayOf(new Date(), TIME_ZONE)}`,
    token,
  );
  const without = ` without ${JSON.parse(body).hidden} reports to review`;
  return [
    told(`counting${without}`, stored, quick),
    told(`figures${without}, the first time`, ms, quick),
    ...(await figurePages(run, without)),
    ...(await pages(run, without)),
    ...(await logFigures(run, without)),
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
