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
/**
 * An officer who is assigning a report waits for this request, so the timeout (in milliseconds) is short; when it ends,
 * the saved list is used.
 */
const TIMEOUT_MS = 3000;

/**
 * Returns the colleagues a report can be assigned to: fetched from the server and saved, so that assigning works
 * offline too.
 * @throws AppError the server's error, when no list is saved or the server was reached and refused the request.
 */
export async function colleagues({ stores, api, now }: Deps): Promise<Output<'colleagues.list'>> {
  try {
    const { rows } = await api.call('colleagues', { timeoutMs: TIMEOUT_MS });
    const answer = { rows, asOf: now().toISOString() };
    writeRepeatable(stores.db, (tx) => stores.meta.colleagues.set(tx, JSON.stringify(answer)));
    return answer;
  } catch (error) {
    const before = stores.meta.colleagues.get();
    if (before === null || errorShape(error).code === 'forbidden') throw error;
    return kept.parse(JSON.parse(before));
  }
}
