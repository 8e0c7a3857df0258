import { z } from 'zod';
import { instant } from '#shared/domain/ids.ts';
import { errorShape } from '#shared/errors.ts';
import type { Output } from '#shared/ipc.ts';
import { colleagueRow } from '#shared/process-api.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import { writeRepeatable } from '../db/write.ts';

type Deps = {
  stores: Pick<Stores, 'db' | 'meta'>;
  api: Pick<ApiClient, 'call'>;
  now: () => Date;
};

const kept = z.object({ rows: z.array(colleagueRow), asOf: instant });
/** An officer who hands a report over waits for this; without the line the kept list is as good. */
const PATIENCE_MS = 3000;

/**
 * Who can take over a report: asked of the server and kept, so that a report can be handed over without the line too.
 * @throws AppError what the server answered, where nothing is kept or the server was reached and refused.
 */
export async function colleagues({ stores, api, now }: Deps): Promise<Output<'colleagues.list'>> {
  try {
    const { rows } = await api.call('colleagues', { timeoutMs: PATIENCE_MS });
    const answer = { rows, asOf: now().toISOString() };
    writeRepeatable(stores.db, (tx) => stores.meta.colleagues.set(tx, JSON.stringify(answer)));
    return answer;
  } catch (error) {
    const before = stores.meta.colleagues.get();
    if (before === null || errorShape(error).code === 'forbidden') throw error;
    return kept.parse(JSON.parse(before));
  }
}
