import { toldBy } from '../commands/find-repeats.ts';
import { putKeys, rowsWithoutKeys } from '../db/link-keys.ts';
import type { Deps } from '../deps.ts';
import { KEY_RULES, keysOf } from '../link/model.ts';

const AT_ONCE = 100;

/** Puts reports under their keys that came before there were any, or when keys were made in another way. */
export async function makeLinkKeys({ db }: Deps, stopped?: AbortSignal): Promise<{ made: number }> {
  let made = 0;
  for (;;) {
    const rows = await rowsWithoutKeys(db, KEY_RULES, AT_ONCE);
    for (const row of rows) {
      const keys = keysOf(toldBy(row)).map(({ key }) => key);
      // A report that is removed meanwhile takes its keys along.
      await db.transaction().execute(async (trx) => {
        const there = await trx.selectFrom('report').select('id').where('id', '=', row.id).forKeyShare().execute();
        if (there.length > 0) await putKeys(trx, row.id, KEY_RULES, keys);
      });
      made += 1;
    }
    if (rows.length < AT_ONCE || stopped?.aborted === true) return { made };
  }
}
