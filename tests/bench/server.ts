import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { publicFolder } from '../helpers/run-folder.ts';
import { before, comparedWithEarlier } from './earlier.ts';
import { type Bench, type Figure, figure, quantile, type Wanted } from './figure.ts';
import { fillFolder } from './server-fill.ts';
import { measureFloors } from './server-floors.ts';
import { type Caller, createCaller, createDecider, fileOne, fileUntilWaiting, rssMb, storm } from './server-load.ts';

const FULL = 1_000_000;
const QUICK = 20_000;
const PAGE = 500;

/**
 * Measures two server processes and PostgreSQL with made-up reports: feed, decisions, filing, and a storm of all three.
 * With `P2C_OLD`, an earlier checkout is measured first, for comparison.
 */
export const server: Bench = async (options) => {
  // Also for the earlier checkout: counting the figures of a million reports for the first time takes half an hour, and
  // would take its processor time from what is measured.
  process.env['P2C_JOBS'] ??= '0';
  const old = await before('server', options);
  const figures = await measured(options);
  return [...figures, ...comparedWithEarlier(figures, old, !options.quick)];
};

const measured: Bench = async ({ quick, seed, keep }) => {
  const reports = quick ? QUICK : FULL;
  const times = quick ? 40 : 300;
  const folder = keep ?? publicFolder('p2c-bench-server-');
  await fillFolder(folder, { reports, pulled: (times + 1) * PAGE, seed });
  const cluster = await startCluster({ processes: 2, seed, keep: folder });
  try {
    const token = await cluster.signedIn();
    const call = createCaller();
    const url = cluster.servers[0]?.url ?? '';
    await fileUntilWaiting(cluster, call, quick ? 400 : 3_500);
    const floors = await measureFloors(cluster, quick ? 200 : 1_000);
    const full = !quick;
    // The limits in milliseconds apply if a commit takes at most 5 ms; on a slower disk, the ratio to the floor applies.
    const quickDisk = floors.commit.value <= 5;
    const within = (ms: number): Wanted => ({
      text: quickDisk ? `≤ ${ms} ms` : '≤ 4 × floor (slow disk)',
      holds: (value, ratio) => (quickDisk ? value <= ms : (ratio ?? 0) <= 4),
    });
    const figures: Figure[] = [
      figure('one commit of PostgreSQL, p95', floors.commit.value, 'ms', {
        wanted: { text: 'printed', holds: () => true },
        full,
      }),
    ];

    const pages = await timePages(call, url, token, times);
    figures.push(
      figure(`feed page of ${PAGE} of ${reports}, p95`, quantile(pages, 0.95), 'ms', {
        wanted: within(50),
        full,
        peer: floors.feed,
      }),
    );
    await settled(cluster, call, token);
    const beforeDecisions = await walPosition(cluster);
    const decisions = await timeDecisions(cluster, call, token, quick ? 100 : 400);
    const beforeIntakes = await walPosition(cluster);
    figures.push(
      figure('decision, p95', quantile(decisions, 0.95), 'ms', { wanted: within(30), full, peer: floors.decision }),
    );
    const intakes: number[] = [];
    for (let n = 0; n < (quick ? 100 : 400); n += 1) intakes.push((await fileOne(call, url)).ms);
    const afterIntakes = await walPosition(cluster);
    const kbEach = (from: number, to: number, times: number) => (to - from) / 1024 / times;
    figures.push(
      figure('intake, p95', quantile(intakes, 0.95), 'ms', { wanted: within(60), full, peer: floors.intake }),
    );

    figures.push(
      figure(
        'log of PostgreSQL (what a replica gets) for a decision',
        kbEach(beforeDecisions, beforeIntakes, decisions.length),
        'KB',
        {
          wanted: { text: 'printed', holds: () => true },
          full,
        },
      ),
      figure('… for an intake', kbEach(beforeIntakes, afterIntakes, intakes.length), 'KB', {
        wanted: { text: 'printed', holds: () => true },
        full,
      }),
      figure('database', (await databaseBytes(cluster)) / 1e6, 'MB', {
        wanted: { text: 'printed', holds: () => true },
        full,
      }),
    );

    const seconds = quick ? 10 : 120;
    const { errors, seen, decided, ...under } = await storm(cluster, { token, call, waiting: 300, seconds });
    const most = (limit: number, unit: string): Wanted => ({
      text: `≤ ${limit} ${unit}`,
      holds: (value) => value <= limit,
    });
    figures.push(
      figure(`300 waiting, 20 decisions/s, 5 intakes/s for ${seconds} s: errors`, errors, '', {
        wanted: { text: '0', holds: (value) => value === 0 },
        full,
      }),
      figure('… decisions carried out per second', decided / seconds, '/s', {
        wanted: { text: '≥ 19 /s', holds: (value) => value >= 19 },
        full,
      }),
      figure('… committed → seen by a waiting workstation, p95', quantile(seen, 0.95), 'ms', {
        wanted: most(500, 'ms'),
        full,
      }),
      figure('… decision, p95', quantile(under.decisions, 0.95), 'ms', {
        wanted: { text: 'printed', holds: () => true },
        full,
        peer: floors.decision,
      }),
      figure('… intake, p95', quantile(under.intakes, 0.95), 'ms', {
        wanted: { text: 'printed', holds: () => true },
        full,
        peer: floors.intake,
      }),
      // About 40 MB of this memory belong to the thread that searches for duplicates.
      figure('RSS of the larger server process', Math.max(...cluster.servers.map((one) => rssMb(one.pid))), 'MB', {
        wanted: most(300, 'MB'),
        full,
      }),
    );
    return figures;
  } finally {
    await cluster.stop();
    if (keep === null) rmSync(folder, { recursive: true, force: true });
  }
};

/** Returns how many bytes PostgreSQL has written to its log. */
async function walPosition({ db }: Cluster): Promise<number> {
  const { rows } = await sql<{ at: string }>`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as at`.execute(db);
  return Number(rows[0]?.at);
}

async function databaseBytes({ db }: Cluster): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`select pg_database_size(current_database()) as bytes`.execute(db);
  return Number(rows[0]?.bytes);
}

/**
 * Times pages from different positions in the feed, as workstations request them after being away for different times.
 */
async function timePages(call: Caller, url: string, token: string, times: number): Promise<number[]> {
  const taken: number[] = [];
  let after = '';
  for (let n = 0; n < times; n += 1) {
    const query = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = await call('GET', `${url}/api/v1/changes?limit=${PAGE}${query}`, token);
    if (page.status !== 200) throw new Error(`the feed answered ${page.status}`);
    // The first page also counts all reports, once per pull, so it is left out.
    if (after !== '') taken.push(page.ms);
    after = /"more":true/.test(page.body) ? (/"cursor":"([^"]+)"/.exec(page.body)?.[1] ?? '') : '';
  }
  return taken;
}

/**
 * Waits for what each server counts once after its start for the duplicate search. On a database of this size, that takes
 * seconds and half the processor time of a small machine.
 */
async function settled({ db, servers }: Cluster, call: Caller, token: string): Promise<void> {
  const { id } = await db.selectFrom('report').select('id').limit(1).executeTakeFirstOrThrow();
  for (const { url } of servers) await call('GET', `${url}/api/v1/reports/${id}/duplicates`, token);
}

async function timeDecisions(cluster: Cluster, call: Caller, token: string, times: number): Promise<number[]> {
  const decide = await createDecider(cluster, token, call, times);
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const acted = await decide(cluster.servers[n % 2]?.url ?? '');
    if (acted === null) break;
    if (acted.status !== 200) throw new Error(`a decision was answered ${acted.status}: ${acted.body.slice(0, 200)}`);
    taken.push(acted.ms);
  }
  return taken;
}
