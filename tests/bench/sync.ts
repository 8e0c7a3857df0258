import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { openPage } from '#electron/worker/sync/page.ts';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { bundle } from '../helpers/bundle.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { type DeskOrder, type PullReport, pullReport } from '../helpers/desk-lines.ts';
import { openOrder } from '../helpers/fault-run.ts';
import { TEST_KEY } from '../helpers/test-key.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile, type Wanted } from './figure.ts';
import { type Cost, costOf, plainInserts } from './sync-floor.ts';
import { indexedAt } from './sync-indexed.ts';
import { aMorning } from './sync-morning.ts';
import { barePush, queueUp, takenBy } from './sync-push.ts';

const SIZES = { full: { reports: 100_000, waiting: 10_000 }, quick: { reports: 4000, waiting: 200 } };
const CHANGES = 500;

const ratioAtLeast = (least: number): Wanted => ({
  text: `≥ ${least} of it`,
  holds: (_, ratio) => (ratio ?? 0) >= least,
});
const ratioAtMost = (most: number): Wanted => ({
  text: `≤ ${most} times`,
  holds: (_, ratio) => (ratio ?? most + 1) <= most,
});
const atLeast = (least: number, unit: string): Wanted => ({
  text: `≥ ${least} ${unit}`,
  holds: (value) => value >= least,
});

/** Measures a first pull, a delta, and a push of waiting decisions, on the built worker thread in its own process. */
export const sync: Bench = async ({ quick, seed, keep }) => {
  const size = quick ? SIZES.quick : SIZES.full;
  const full = !quick;
  const folder = mkdtempSync(join(tmpdir(), 'p2c-bench-sync-'));
  const cluster = await startCluster({ processes: 1, reports: size.reports, seed, keep });
  try {
    const policy = await withoutHold(cluster);
    const order = await openOrder(cluster, cluster.servers[0]?.url ?? '', join(folder, 'desk'));
    const pages = join(folder, 'pages');
    const bodies = size.reports / ((await readBodies(order, pages)) / 1000);
    const plain = await plainInserts(pages, join(folder, 'plain.db'), policy, { later: true });
    const all = await plainInserts(pages, join(folder, 'plain.db'), policy, { later: false });

    const over = new AbortController();
    const indexed = indexedAt(order, over.signal);
    indexed.catch(() => undefined);
    const pulled = await desk(order).finally(() => over.abort());
    const rate = (size.reports / pulled.ms) * 1000;
    const indexedRate = (size.reports / ((await indexed) - pulled.startedAt)) * 1000;
    const figures: Figure[] = [];
    // A long benchmark prints each figure as soon as it has it.
    const add = (more: readonly Figure[]) => {
      figures.push(...more);
      for (const { name, value, unit } of more) console.error(`${name}: ${value} ${unit}`);
    };
    add([
      figure(`first pull of ${size.reports} reports until usable`, rate, 'reports/s', {
        wanted: atLeast(3000, 'reports/s'),
        full,
      }),
      figure('… and until linking has drained', (size.reports / pulled.linkedMs) * 1000, 'reports/s', {
        wanted: atLeast(2000, 'reports/s'),
        full,
      }),
      figure('… and until every word can be searched', (size.reports / pulled.readMs) * 1000, 'reports/s', {
        wanted: printed,
        full,
      }),
      figure('the pull until every index is there, beside parsing and inserting plainly', indexedRate, 'reports/s', {
        wanted: ratioAtLeast(0.5),
        full,
        peer: { name: 'JSON.parse, plain better-sqlite3, the same indexes', value: all.indexed },
      }),
      figure('… beside the same that builds some indexes at the end, as a pull does', indexedRate, 'reports/s', {
        wanted: printed,
        full,
        peer: {
          name: `JSON.parse, plain better-sqlite3, ${plain.later} of the indexes built last`,
          value: plain.indexed,
        },
      }),
      figure('the pull until usable, beside the same until its rows are in', rate, 'reports/s', {
        wanted: printed,
        full,
        peer: { name: `JSON.parse, plain better-sqlite3, without ${plain.later} of the indexes`, value: plain.rows },
      }),
      figure('the pull beside the HTTP bodies', rate, 'reports/s', {
        wanted: printed,
        full,
        peer: { name: 'reading the bodies alone', value: bodies },
      }),
      figure('memory peak of the pull', pulled.peakMb, 'MB', {
        wanted: atMost(250, 'MB'),
        full,
        peer: { name: 'the same process before it opened the cache', value: pulled.idleMb },
      }),
      figure('memory peak of pull, linking and reading words in', pulled.linkingPeakMb, 'MB', {
        wanted: printed,
        full,
      }),
      ...felt('pull', pulled, full),
      ...waited('linking and reading of words', pulled.linkingTurns, full),
    ]);
    add(await ciphers(pages, join(folder, 'cost.db'), policy));
    add(await delta(cluster, order));

    const waiting = queueUp(order, policy, size.waiting);
    const pushed = await desk(order);
    const taken = await takenBy(cluster, order);
    if (taken !== waiting) throw new Error(`${waiting} decisions waited, and the server has ${taken}`);
    const bare = await barePush(cluster, policy, size.waiting / 10);
    add([
      figure(`${waiting} waiting decisions pushed`, (waiting / pushed.ms) * 1000, 'decisions/s', {
        wanted: printed,
        full,
        peer: { name: 'the same requests by bare HTTP, four at a time', value: bare },
      }),
      ...felt('push', pushed, full),
    ]);
    return figures;
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

function felt(during: string, report: PullReport, full: boolean): Figure[] {
  return [
    figure(`main thread late during the ${during}, p99`, report.mainP99, 'ms', { wanted: atMost(16, 'ms'), full }),
    figure(`main thread late during the ${during}, longest`, report.mainMax, 'ms', { wanted: atMost(50, 'ms'), full }),
    ...waited(during, report.turns, full),
    figure(`page of the queue during the ${during}, p99`, report.pageP99, 'ms', { wanted: printed, full }),
    figure(`page of the queue during the ${during}, longest`, report.pageMax, 'ms', {
      wanted: atMost(50, 'ms'),
      full,
    }),
  ];
}

/**
 * A request from the window waits for at most one slice of a pull. A push occasionally syncs to disk on the same thread
 * (SQLite does so when it restarts its log), and then the request also waits for the disk.
 */
function waited(behind: string, { p99, longest, ownLongest }: PullReport['turns'], full: boolean): Figure[] {
  return [
    figure(`wait of a question behind the ${behind}, p99`, p99, 'ms', { wanted: atMost(16, 'ms'), full }),
    figure(`wait of a question behind the ${behind}, longest`, longest, 'ms', { wanted: printed, full }),
    figure('… without the time in which no processor was free', ownLongest, 'ms', {
      wanted: behind === 'pull' ? atMost(16, 'ms') : printed,
      full,
    }),
  ];
}

async function withoutHold({ db }: Cluster): Promise<Policy> {
  const policy = await currentPolicy(db);
  const deps = { db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://127.0.0.1' };
  // All reports stay in the cache, as in the plain table it is compared with.
  const limits = { ...policy.limits, holdSeconds: 0, cacheDays: 3650 };
  return publishPolicy(deps, { ...policy, limits }, { actor: 'bench', source: 'bench' });
}

/** Reads the whole feed and stores it, one page per line. Returns milliseconds without the time for storing. */
async function readBodies({ open }: Pick<DeskOrder, 'open'>, file: string): Promise<number> {
  const out = createWriteStream(file);
  let spent = 0;
  for (let after = ''; ; ) {
    const started = performance.now();
    const answer = await fetch(`${open.server}/api/v1/changes?limit=200${after}`, {
      headers: { authorization: `Bearer ${open.token}` },
    });
    const text = await answer.text();
    spent += performance.now() - started;
    if (!out.write(`${text}\n`)) await once(out, 'drain');
    const [, cursor, more] = /"cursor":"([^"]+)","more":(true|false)/.exec(text.slice(-1000)) ?? [];
    if (cursor === undefined) throw new Error('a page without a cursor');
    after = `&after=${cursor}`;
    if (more === 'false') break;
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
  return spent;
}

/** Runs the workstation until it has no work left. */
async function desk(order: Omit<DeskOrder, 'mode' | 'seed'>): Promise<PullReport> {
  const script = await bundle('tests/bench/sync-desk.ts');
  const worker = await bundle('tests/bench/asked-worker.ts');
  const given: DeskOrder = { ...order, worker, mode: 'work', seed: 1 };
  const child = spawn(process.execPath, [script, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, P2C_BENCH_WORKER: pathToFileURL(order.worker).href },
  });
  let said = '';
  for await (const text of child.stdout) said += String(text);
  return pullReport.parse(JSON.parse(said));
}

/** Applies a morning's changes to the full cache at once, with the real pull. */
async function delta(cluster: Cluster, order: Omit<DeskOrder, 'mode' | 'seed'>): Promise<Figure[]> {
  const given: DeskOrder = { ...order, mode: 'work', seed: 1 };
  const script = fileURLToPath(new URL('./sync-delta.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(given)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const taken: { ms: number; longest: number }[] = [];
  // The first rounds are warm-up.
  for (let round = 0; round < 9; round += 1) {
    await aMorning(cluster, CHANGES);
    child.stdin.write('pull\n');
    const { value } = await answers.next();
    const pulled = pulledAll.parse(JSON.parse(String(value)));
    if (pulled.reports !== CHANGES) throw new Error(`${pulled.reports} of ${CHANGES} changed reports came`);
    taken.push(pulled);
  }
  child.stdin.end();
  await once(child, 'exit');
  const counted = taken.slice(4);
  const longest = Math.max(...counted.map((one) => one.longest));
  const middle = quantile(
    counted.map((one) => one.ms),
    0.5,
  );
  return [
    figure(`${CHANGES} changes fetched and applied`, middle, 'ms', { wanted: atMost(150, 'ms'), full: true }),
    figure('longest slice of these', longest, 'ms', { wanted: atMost(16, 'ms'), full: true }),
  ];
}

const pulledAll = z.object({ reports: z.int(), ms: z.number(), longest: z.number() });

async function ciphers(pages: string, path: string, policy: Policy): Promise<Figure[]> {
  const reports: Report[] = [];
  for await (const line of createInterface({ input: createReadStream(pages) })) {
    const page = openPage(Buffer.from(line));
    for (let at = 0; at < page.count; at += 1) reports.push(page.report(at));
    if (reports.length >= 10_000) break;
  }
  costOf(reports.slice(0, 1000), path, policy, false);
  // Alternates between the two and takes the median of each, so that a moment when the machine is busy affects only one
  // sample.
  const turns = [1, 2, 3].map(() => [false, true].map((encrypted) => costOf(reports, path, policy, encrypted)));
  const middleOf = (at: number): Cost => {
    const all = turns.flatMap((turn) => turn.slice(at, at + 1));
    const middle = (read: (one: Cost) => number) => quantile(all.map(read), 0.5);
    return {
      writesPerSecond: middle((one) => one.writesPerSecond),
      movedPerSecond: middle((one) => one.movedPerSecond),
      pageMs: middle((one) => one.pageMs),
    };
  };
  const [plain, encrypted] = [middleOf(0), middleOf(1)];
  return [
    figure('encrypted writes, as a first pull makes them', encrypted.writesPerSecond, 'reports/s', {
      wanted: ratioAtLeast(0.45),
      full: true,
      peer: { name: 'plain build', value: plain.writesPerSecond },
    }),
    figure('… and moved from the log into the file', encrypted.movedPerSecond, 'reports/s', {
      wanted: printed,
      full: true,
      peer: { name: 'plain build', value: plain.movedPerSecond },
    }),
    figure('warm page of the queue, encrypted', encrypted.pageMs, 'ms', {
      wanted: ratioAtMost(1.5),
      full: true,
      peer: { name: 'plain build', value: plain.pageMs },
    }),
  ];
}
