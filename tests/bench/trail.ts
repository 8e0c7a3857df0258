import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { createTrail } from '#electron/worker/trail.ts';
import { aKey, temporaryFolder } from '../helpers/cache.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile } from './figure.ts';
import { floorOf } from './floor.ts';
import { type Caller, createCaller } from './server-load.ts';

const FULL = 1_000_000;
const QUICK = 50_000;
const REPORTS = 4000;
const TIMES = 60;

/** Measures the list of decisions by page and by filter, and storing an opening on a workstation. */
export const trail: Bench = async ({ quick, seed, keep }) => {
  const cluster = await startCluster({ processes: 1, reports: REPORTS, seed, keep });
  try {
    await manyActs(cluster, quick ? QUICK : FULL);
    return [...(await listFigures(cluster, quick)), ...openingFigures(quick)];
  } finally {
    await cluster.stop();
  }
};

/** Copies the acts of the made-up reports, spread over three years, until there are `count`. */
async function manyActs({ db }: Cluster, count: number): Promise<void> {
  const { n } = await db
    .selectFrom('act')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const copies = Math.ceil((count - n) / n);
  if (copies < 1) return;
  await sql`insert into act (id, request_hash, report_id, officer_id, kind, event, note, act, seen, decided_at,
      report_version, case_number, letter_id, circumstances, hints_followed)
    select gen_random_uuid(), request_hash, report_id, officer_id, kind, event, note, act, seen,
      date_trunc('milliseconds', decided_at - random() * interval '1000 days'), report_version, case_number, letter_id,
      jsonb_build_object('pressedAt', '2026-03-07T15:09:38.000Z', 'clockOffsetMs', 0, 'offline', random() < 0.02,
        'openSeconds', 60, 'hintsShown', '[]'::jsonb, 'hintsDismissed', '[]'::jsonb, 'undoneBefore', 0),
      case when random() < 0.2 then random() < 0.8 end
    from act, generate_series(1, ${copies}::integer)`.execute(db);
  await sql`vacuum analyze decision`.execute(db);
  await sql`vacuum analyze act`.execute(db);
}

async function listFigures(cluster: Cluster, quick: boolean): Promise<Figure[]> {
  const { db, databaseUrl } = cluster;
  const call = createCaller();
  const token = await cluster.signedIn('supervisor');
  const url = cluster.servers[0]?.url ?? '';
  const { total } = await db
    .selectFrom('decision')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const middle = await db
    .selectFrom('decision')
    .select(['id', 'decided_at', 'officer_id'])
    .orderBy('decided_at')
    .orderBy('id')
    .offset(Math.floor(total / 2))
    .limit(1)
    .executeTakeFirstOrThrow();
  const at = middle.decided_at.toISOString();
  const floor = await floorOf(
    databaseUrl,
    'the same rows',
    `select decision.*, note, letter.text from decision left join act on act.id = decision.id
      left join letter on letter.id = act.letter_id where (decision.decided_at, decision.id) < ('${at}', '${middle.id}')
      order by decision.decided_at desc, decision.id desc limit 51;\n`,
    TIMES,
  );
  const pages: Record<string, string> = {
    'first page': '',
    'page in the middle': `afterAt=${at}&afterId=${middle.id}`,
    'of one officer': `officerId=${middle.officer_id}`,
    'of a rare kind': 'kind=grant_appeal',
    'for one reason': 'reasonCode=false_or_test',
    'decided offline': 'offline=yes',
    'with a flag not followed': 'hintsFollowed=no',
    'naming a primary': 'duplicate=yes',
    'in Spanish': 'language=es',
    'after ten days or more': 'hoursAtLeast=240',
    'about lost property': 'reportKind=lost_property',
    'in Spanish, offline, about fraud': 'language=es&offline=yes&reportKind=fraud',
  };
  const figures: Figure[] = [];
  for (const [name, query] of Object.entries(pages)) {
    const taken = await times(call, `${url}/api/v1/decisions?${query}`, token, TIMES);
    const peer = name === 'page in the middle' ? { peer: floor } : {};
    figures.push(
      figure(`decisions, ${name}, p95`, quantile(taken, 0.95), 'ms', {
        wanted: atMost(50, 'ms'),
        full: !quick,
        ...peer,
      }),
    );
  }
  const words = await times(call, `${url}/api/v1/decisions?text=zzyzx`, token, 5);
  figures.push(
    figure('decisions, words that none has, p95', quantile(words, 0.95), 'ms', { wanted: printed, full: !quick }),
  );
  return figures;
}

async function times(call: Caller, url: string, token: string, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const { status, ms } = await call('GET', url, token);
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    taken.push(ms);
  }
  return taken;
}

/** Measures how long the worker takes to store an opening, in an encrypted file. */
function openingFigures(quick: boolean): Figure[] {
  const folder = temporaryFolder();
  const stores = createStores(openCache({ path: join(folder.path, 'cache.db'), keyHex: aKey() }));
  const kept = createTrail({
    policy: () => null,
    stores,
    hintsOf: () => [],
    phase: () => 'online',
    aheadMs: () => 0,
    now: () => new Date(),
  });
  const taken: number[] = [];
  for (let n = 0; n < 2000; n += 1) {
    const reportId = randomUUID();
    const started = performance.now();
    kept.note(reportId, 'opened');
    taken.push(performance.now() - started);
  }
  stores.db.close();
  folder.remove();
  return [
    figure('an opening stored on the workstation, p95', quantile(taken, 0.95), 'ms', {
      wanted: atMost(2, 'ms'),
      full: !quick,
    }),
  ];
}
