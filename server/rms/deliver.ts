import { setTimeout as sleepFor } from 'node:timers/promises';
import { wakeable } from '#shared/wakeable.ts';
import {
  markDelivered,
  markHandedOut,
  markPackageRetry,
  markPackageWaits,
  markRefused,
} from '../commands/records/mark-package.ts';
import type { Config } from '../config.ts';
import { nextPackageDue, takeDuePackages } from '../db/packages.ts';
import type { PackageRow } from '../db/tables/records.ts';
import type { FileDeps } from '../deps.ts';
import type { PackageCheck } from './check-package.ts';
import { sendFiles, whyFilesWait } from './send-files.ts';
import type { RmsTarget } from './target.ts';
import { toXml } from './xml.ts';

export type Delivery = {
  /** Call this after queuing a package, so that the queue is checked at once. */
  wake: () => void;
  /** Finishes the packages in progress, then stops delivery. */
  stop: () => Promise<void>;
};

type DeliveryOptions = {
  target: RmsTarget;
  check: PackageCheck;
  onError: (error: unknown) => void;
  /**
   * Returns the delay before the next attempt, in milliseconds; null means to give up and move the package to the error
   * tray.
   */
  delay: (attempts: number) => number | null;
  scanner: Config['scanner'];
};

const BATCH = 8;
/** How soon a package whose files wait for the malware scanner is looked at again. */
const SCAN_WAIT_MS = 10_000;
/**
 * Maximum time between checks of the queue. The queue is checked even if `wake` isn't called, because another process
 * may have died with packages in progress.
 */
const MOST_SLEEP_MS = 60_000;
const MOST_STOP_MS = 5_000;
/** How long to wait for packages that are queued shortly after the first one, so that they are sent together. */
const GATHER_MS = 200;

/**
 * Delivers queued packages until stopped; several processes may do so at once. A package that arrived but wasn't marked
 * as sent (because the process was killed in between) is sent again under the same ID.
 */
export function startDelivery(deps: FileDeps, options: DeliveryOptions): Delivery {
  const stopped = new AbortController();
  const { look, wake } = wakeable();

  const run = async () => {
    let last = look();
    while (!stopped.signal.aborted) {
      if (last.wasWoken()) await sleepFor(GATHER_MS, undefined, { signal: stopped.signal }).catch(() => {});
      last = look();
      let pause = MOST_SLEEP_MS;
      try {
        if ((await deliverDue(deps, options)) > 0) continue;
        const due = await nextPackageDue(deps.db);
        if (due !== null) pause = Math.min(Math.max(due.getTime() - deps.now().getTime(), 50), MOST_SLEEP_MS);
      } catch (error) {
        options.onError(error);
        pause = 1_000;
      }
      await last.rest(pause);
    }
  };

  const running = run();
  return {
    wake,
    stop: async () => {
      stopped.abort();
      wake();
      // An unresponsive records system must not delay shutdown; its packages become due again when their lease expires.
      await Promise.race([running, sleepFor(MOST_STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** Delivers the packages that are due now, a few at a time, and returns how many there were. */
async function deliverDue(deps: FileDeps, options: DeliveryOptions): Promise<number> {
  const rows = await takeDuePackages(deps.db, deps.now(), BATCH);
  await Promise.all(rows.map((row) => deliverOne(deps, options, row)));
  return rows.length;
}

async function deliverOne(
  deps: FileDeps,
  { target, check, delay, scanner }: DeliveryOptions,
  row: PackageRow,
): Promise<void> {
  const xml = toXml(row.payload);
  const problems = check.problems(row.payload, xml);
  if (problems.length > 0) return markRefused(deps, row, problems.join(' '), { plainly: true });
  const waits = await whyFilesWait(deps, target, row, scanner);
  if (waits !== null) return markPackageWaits(deps, row, waits, SCAN_WAIT_MS);
  if (!(await markHandedOut(deps, row))) return;
  const files = await sendFiles(deps, target, row, scanner);
  const given = !files.ok
    ? files
    : await target.give({ content: row.payload, json: `${JSON.stringify(row.payload)}\n`, xml });
  if (given.ok) return markDelivered(deps, row, given.number);
  if (given.permanent) return markRefused(deps, row, given.why, { plainly: true });
  const wait = delay(row.attempts);
  const lost = `Gave up after ${row.attempts} attempts. ${given.why}`;
  if (wait === null) return markRefused(deps, row, lost, { plainly: false });
  return markPackageRetry(deps, row, given.why, wait);
}
