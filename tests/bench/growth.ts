import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import { INTAKE_KEY, intake } from '../helpers/builders.ts';
import { bundle } from '../helpers/bundle.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import type { DeskOrder } from '../helpers/desk-lines.ts';
import { openOrder } from '../helpers/fault-run.ts';
import { atMost, type Bench, figure, printed } from './figure.ts';

/** New reports come in busy minutes of 120. */
const A_MINUTE = 120;
const SIZES = { full: { minutes: 60, look: 5 }, quick: { minutes: 10, look: 2 } };
const AT_ONCE = 4;

/**
 * Checks whether the memory of a workstation that stays open for hours, while 120 reports arrive every minute, grows only
 * with the reports that it has: at the end, a workstation that starts with the same reports must need as much. Each
 * minute is shortened to the time that the server needs.
 */
export const growth: Bench = async ({ quick, seed, keep }) => {
  const { minutes, look } = quick ? SIZES.quick : SIZES.full;
  const folder = mkdtempSync(join(tmpdir(), 'p2c-bench-growth-'));
  const cluster = await startCluster({ processes: 1, reports: 500, seed, keep });
  try {
    const desk = await openDesk(cluster, join(folder, 'desk'), seed);
    const seen = [await desk.resident()];
    for (let minute = look; minute <= minutes; minute += look) {
      await file(cluster, look * A_MINUTE);
      seen.push(await desk.resident());
      console.error(`${minute} minutes: ${seen.at(-1)} MB`);
    }
    await desk.close();
    const other = await openDesk(cluster, join(folder, 'other'), seed);
    const fresh = await other.resident();
    await other.close();
    const third = Math.floor((seen.length - 1) / 3);
    const per = (from: number, to: number) => ((seen[to] ?? 0) - (seen[from] ?? 0)) / ((to - from) * look);
    const last = seen.length - 1;
    const full = !quick;
    return [
      figure('memory after the first pull', seen[0] ?? 0, 'MB', { wanted: printed, full }),
      figure(`… after ${minutes} minutes with ${A_MINUTE} reports each`, seen[last] ?? 0, 'MB', {
        wanted: atMost(400, 'MB'),
        full,
      }),
      figure('growth in the first third', per(0, third), 'MB a minute', { wanted: printed, full }),
      figure('growth in the last third', per(last - third, last), 'MB a minute', { wanted: printed, full }),
      figure('… beside a workstation that starts with the same reports', seen[last] ?? 0, 'MB', {
        wanted: { text: '≤ 1.15 × that one', holds: (_, ratio) => (ratio ?? 0) <= 1.15 },
        full,
        peer: { name: 'started with the same reports', value: fresh },
      }),
    ];
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Opens a workstation in a process of its own. `resident` waits until it has all reports, and returns its memory in MB.
 */
async function openDesk(cluster: Cluster, folder: string, seed: number) {
  const order = await openOrder(cluster, cluster.servers[0]?.url ?? '', folder);
  const given: DeskOrder = { ...order, mode: 'work', seed };
  const child = spawn(process.execPath, [await bundle('tests/bench/growth-desk.ts'), JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    resident: async () => {
      child.stdin.write(`${await undecided(cluster)}\n`);
      return Number((await answers.next()).value);
    },
    close: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/** Returns how many reports an officer's queue has. */
async function undecided({ db }: Cluster): Promise<number> {
  const { n } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirstOrThrow();
  return n;
}

async function file({ servers }: Cluster, count: number): Promise<void> {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await fetch(`${servers[0]?.url}/api/v1/intake`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'intake-key': INTAKE_KEY },
        body: JSON.stringify(
          intake({ facts: { how: `It was there in the morning and gone at noon (${left}).`.repeat(8) } }),
        ),
      });
      if (answer.status !== 201) throw new Error(`a report was answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
