import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { type KeysOfReport, type LinkedRow, putKeys, rowsWithoutKeys, stillThere, toldBy } from '../db/link-keys.ts';
import type { Deps } from '../deps.ts';
import { KEY_RULES, keysOf } from '../linkage/model.ts';

/** So few that their transaction is over in some milliseconds: as long as it is open, the change feed waits for it. */
const AT_ONCE = 25;
/** Nobody waits for these keys, but for everything else of the machine: it rests nine times as long as it works. */
const REST = 9;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Puts reports under their keys that came before there were any, or when keys were made in another way. */
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

/** Whoever asks the server for something meanwhile waits for one report's keys, and not for those of all. */
async function keysOfRows(rows: readonly LinkedRow[]): Promise<KeysOfReport[]> {
  const made: KeysOfReport[] = [];
  for (const row of rows) {
    made.push({ reportId: row.id, keys: keysOf(toldBy(row)).map(({ key }) => key) });
    await turn();
  }
  return made;
}

/** A report that is removed meanwhile takes its keys along. */
function write({ db }: Deps, given: readonly KeysOfReport[]): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const there = await stillThere(
      trx,
      given.map(({ reportId }) => reportId),
    );
    const kept = given.filter(({ reportId }) => there.has(reportId));
    if (kept.length > 0) await putKeys(trx, KEY_RULES, kept);
    return kept.length;
  });
}
