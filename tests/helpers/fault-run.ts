import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { passwordWork } from '#server/auth/password-work.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { createRandom, type Random } from '#server/demo-data/random.ts';
import { signInResult } from '#shared/api.ts';
import { intake } from './builders.ts';
import { bundle } from './bundle.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { DESK, type DeskLine, type DeskOrder, deskLine } from './desk-lines.ts';
import { type FaultCounts, tally } from './fault-tally.ts';
import { endTokens, interfere, keepComing } from './fault-world.ts';
import { type Faults, startFaultyLine } from './faulty-line.ts';
import { TEST_KEY } from './test-key.ts';
import { isWhole } from './whole-cache.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The number of workstation kills for each kill of a server. */
const KILLS_PER_SERVER_KILL = 8;
/** A life that has neither ended nor been killed after this time is a fault. */
const LONGEST_LIFE_MS = 180_000;

export type FaultRunOptions = {
  seed: number;
  /** SIGKILLs of all workstations together. */
  kills: number;
  /** Continues killing beyond `kills` until this many decisions were shown as saved. */
  decisions: number;
  workstations: number;
  /** Initial number; more arrive when less than half of them are left to decide. */
  reports: number;
  /** The cache is deleted after this many lives of a workstation. */
  livesPerCache: number;
  /** Called occasionally with progress. */
  progress?: (text: string) => void;
};

export type FaultRun = FaultCounts & {
  kills: number;
  serverKills: number;
  cachesDeleted: number;
  faults: Faults;
  /** How often all access tokens of the workstations expired at once, and how the workstations reacted. */
  tokensRanOut: number;
  tokensRenewed: number;
  signedInAgain: number;
};

type Desk = { script: string; order: Omit<DeskOrder, 'mode' | 'seed'>; lines: DeskLine[]; random: Random };

/**
 * Officers decide at workstations that are killed again and again, over a connection with every kind of network fault,
 * against a real server that is sometimes killed too; some caches are deleted between two lives. Then the connection
 * heals, everything is sent, and each decision that was ever shown as saved is looked up.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultRun> {
  const random = createRandom(options.seed, 0);
  const folder = mkdtempSync(join(tmpdir(), 'p2c-faults-'));
  const cluster = await startCluster({ processes: 1 });
  const line = await startFaultyLine(() => cluster.servers[0]?.url ?? '', createRandom(options.seed, 1000));
  try {
    const file = await prepare(cluster);
    await file(options.reports);
    const script = await bundle('tests/helpers/desk-process.ts');
    const desks: Desk[] = [];
    for (let n = 0; n < options.workstations; n += 1) {
      const random = createRandom(options.seed, n + 1);
      desks.push({ script, order: await openOrder(cluster, line.url, join(folder, String(n))), lines: [], random });
    }
    let [kills, serverKills, cachesDeleted, tokensRanOut] = [0, 0, 0, 0];
    let [deletedChecked, deletedCorrupt] = [0, 0];
    const saved = () =>
      desks.flatMap((desk) => desk.lines).filter(({ say }) => say === 'saved' || say === 'saved_pair').length;
    const enough = () => kills >= options.kills && saved() >= options.decisions;
    /** The server dies while the workstations are alive, so in the middle of whatever they send. */
    const killServer = async (): Promise<void> => {
      for (let next = KILLS_PER_SERVER_KILL / 2; !enough(); ) {
        await sleep(random.int(20, 300));
        if (kills < next) continue;
        next += KILLS_PER_SERVER_KILL;
        await cluster.servers[0]?.kill();
        await cluster.servers[0]?.restart();
        serverKills += 1;
      }
    };
    await Promise.all([
      endTokens(cluster, random, enough, () => {
        tokensRanOut += 1;
      }),
      interfere(cluster, random, enough),
      keepComing(cluster, options.reports, file, enough),
      killServer(),
      ...desks.map(async (desk, at) => {
        for (let life = at; !enough(); life += 1) {
          // Some die while opening and pulling, most while deciding and sending.
          const after = desk.random.chance(0.3) ? 'opened' : 'ready';
          await live(desk, { mode: 'work', kill: { after, ms: desk.random.int(30, 1500) } });
          kills += 1;
          if (kills % 25 === 0)
            options.progress?.(`${kills} kills, ${saved()} decisions, ${serverKills} of the server`);
          if (life % options.livesPerCache !== options.livesPerCache - 1) continue;
          const { path, keyHex } = desk.order.open;
          // A life may have been killed before it created a cache.
          if (existsSync(path)) {
            deletedChecked += 1;
            if (!isWhole({ path, keyHex })) deletedCorrupt += 1;
          }
          for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
          cachesDeleted += 1;
        }
      }),
    ]);
    line.heal();
    for (const desk of desks) await live(desk, { mode: 'finish', kill: null });
    const counts = await tally(
      cluster.db,
      desks.map(({ order, lines }) => ({ cache: order.open, lines })),
    );
    const said = (what: DeskLine['say']) =>
      desks.flatMap(({ lines }) => lines).filter(({ say }) => say === what).length;
    const tokensRenewed = said('token_renewed');
    const signedInAgain = said('signed_in_again');
    const { faults } = line;
    return {
      ...counts,
      cachesChecked: counts.cachesChecked + deletedChecked,
      cachesCorrupt: counts.cachesCorrupt + deletedCorrupt,
      kills,
      serverKills,
      cachesDeleted,
      faults,
      tokensRanOut,
      tokensRenewed,
      signedInAgain,
    };
  } finally {
    await line.stop();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sets an undo time that some lives do not outlast; returns a function that files reports. */
async function prepare({ db }: Cluster): Promise<(count: number) => Promise<void>> {
  const deps = { db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://127.0.0.1' };
  const policy = await currentPolicy(db);
  await publishPolicy(
    deps,
    { ...policy, limits: { ...policy.limits, holdSeconds: 1 } },
    { actor: 'test', source: 'test' },
  );
  let filed = 0;
  return async (count) => {
    for (const until = filed + count; filed < until; ) {
      filed += 1;
      const who = { email: `person-${filed}@example.org`, familyName: `Soto ${filed}`, phone: null, birthDate: null };
      await fileReport(deps, intake({ facts: { who } }), { source: 'test' });
    }
  };
}

/**
 * Creates an account and a session, and returns the order for a workstation process with an empty cache next to `folder`.
 */
export async function openOrder(cluster: Cluster, server: string, folder: string): Promise<Desk['order']> {
  const name = `officer-${randomBytes(4).toString('hex')}`;
  const deps = { db: cluster.db, now: () => new Date(), key: TEST_KEY, publicUrl: server, passwords: passwordWork() };
  const made = await createOfficer(
    deps,
    { name, displayName: name, role: 'officer' },
    { actor: 'test', source: 'test' },
    { temporary: false },
  );
  const answer = await fetch(`${cluster.servers[0]?.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: made.password, workstation: DESK }),
  });
  const { token, officer } = signInResult.parse(await answer.json());
  return {
    worker: join(root, 'out/threads/worker.cjs'),
    account: { name, password: made.password },
    open: {
      server,
      officer: { ...officer, role: 'officer' },
      token,
      path: `${folder}.db`,
      keyHex: randomBytes(32).toString('hex'),
      journalPath: `${folder}.p2cj`,
      clockTrusted: true,
    },
  };
}

type Life = { mode: DeskOrder['mode']; kill: { after: 'opened' | 'ready'; ms: number } | null };

/**
 * Runs one life of a workstation's process, which is killed some time after it reports that it is open or ready to
 * decide.
 */
async function live(desk: Desk, { mode, kill }: Life): Promise<void> {
  const order: DeskOrder = { ...desk.order, mode, seed: desk.random.int(1, 2 ** 31) };
  const log = openSync(`${order.open.path}-log`, 'w+');
  const child = spawn(process.execPath, [desk.script, JSON.stringify(order)], {
    cwd: root,
    stdio: ['ignore', 'pipe', log],
  });
  if (child.stdout === null) throw new Error('no pipe');
  let wanted = false;
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stuck = setTimeout(() => child.kill('SIGKILL'), LONGEST_LIFE_MS);
  for await (const text of createInterface({ input: child.stdout })) {
    const read = deskLine.safeParse(jsonOf(text));
    // The last line of a killed process may be incomplete.
    if (!read.success) continue;
    desk.lines.push(read.data);
    if (read.data.say !== kill?.after) continue;
    setTimeout(() => {
      wanted = true;
      child.kill('SIGKILL');
    }, kill.ms);
  }
  const code = await gone;
  clearTimeout(stuck);
  if (!wanted && code !== 0) {
    const why = code === null ? `not over after ${LONGEST_LIFE_MS / 1000} s` : `ended with ${code}`;
    desk.lines.push({ say: 'failed', code: `${mode}: ${why}` });
    console.error(readFileSync(`${order.open.path}-log`, 'utf8').slice(-4000));
  }
  closeSync(log);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
