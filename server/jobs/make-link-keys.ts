import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { type KeysOfReport, type LinkedRow, lockExisting, putKeys, rowsWithoutKeys, toldBy } from '../db/link-keys.ts';
import type { Deps } from '../deps.ts';
import { KEY_RULES, keysOf } from '../linkage/model.ts';

/** Number of reports per transaction. The change feed waits for open transactions, so each takes only milliseconds. */
const AT_ONCE = 25;
/** The keys are not urgent and other work needs the machine, so the job pauses nine times as long as it works. */
const REST = 9;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Makes link keys for reports that have none yet, or whose keys were made by older rules. */
export async function makeLinkKeys(deps: Deps, stopped?: AbortSignal): Promise<{ made: number }> {
  let made = 0;
  for (let after = FIRST; ; ) {
    const began = performance.now();
    const rows = await rowsWithoutKeys(deps.db, KEY_RULES, after, AT_ONCE);
    if (rows.length > 0) made += await write(deps, await keysOfRows(rows));
    if (rows.length < AT_ONCE || stopped?.aborted === true) return { made };
    after = rows.at(-1)?.id ?? after;
    await sleep((performance.now() - began) * REST, undefined, { ref: false });
  }
}

/** Yields to the event loop after each report, so a request waits for one report's keys and not for all of them. */
async function keysOfRows(rows: readonly LinkedRow[]): Promise<KeysOfReport[]> {
  const made: KeysOfReport[] = [];
  for (const row of rows) {
    made.push({ reportId: row.id, keys: keysOf(toldBy(row)).map(({ key }) => key) });
    await turn();
  }
  return made;
}

/** Skips reports that have been removed. */
function write({ db }: Deps, given: readonly KeysOfReport[]): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const there = await lockExisting(
      trx,
      given.map(({ reportId }) => reportId),
    );
    const kept = given.filter(({ reportId }) => there.has(reportId));
    if (kept.length > 0) await putKeys(trx, KEY_RULES, kept);
    return kept.length;
  });
}
