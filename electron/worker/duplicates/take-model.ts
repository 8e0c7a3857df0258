import { z } from 'zod';
import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import { type Model, modelSchema } from '#shared/link/model.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, write } from '../db/write.ts';
import type { Linker } from './link-report.ts';
import { p2cModel } from './model.ts';

const kept = z.object({ version: z.int(), model: modelSchema });
/** Of a model whose number may by now be another one's. */
const OUTDATED = -1;

/** Not among the first things that a workstation asks for; an hour later nobody misses it either. */
const FIRST_MS = 30_000;
const AGAIN_MS = 3_600_000;

type Taking = Pick<Stores, 'db' | 'meta'> & { api: ApiClient; linker: Pick<Linker, 'useModel'> };

const keptModel = (meta: Stores['meta']) => {
  const text = meta.linkModel.get();
  // An older version of this application may have kept it: then the server is asked again.
  return text === null ? null : (kept.safeParse(JSON.parse(text)).data ?? null);
};

/** The model that the agency put in force, as far as it is known here, else the one that ships. */
export const modelInForce = (meta: Stores['meta']): Model => keptModel(meta)?.model ?? p2cModel;

/** The one that is here stays in force until it was asked for once more, whatever number that has. */
export function outdateModel(tx: Tx, meta: Stores['meta']): void {
  const known = keptModel(meta);
  if (known !== null) meta.linkModel.set(tx, JSON.stringify({ ...known, version: OUTDATED }));
}

/**
 * Asks for the agency's model and goes by it from now on. What officers decided about pairs is kept apart from what the
 * engine finds, and stands whatever the model.
 * @throws AppError bad_response for a model that does not hold together; then the one before stays in force.
 * @returns whether it is another one than before.
 */
export async function takeModel({ api, db, meta, linker }: Taking): Promise<boolean> {
  const known = keptModel(meta)?.version ?? 0;
  const { version, model } = await api.call('linkModel', { query: { known: Math.max(0, known) } });
  if (version === known) return false;
  // First the engine: a model that it cannot work with is not kept, or it would be there again at the next start.
  linker.useModel(model ?? p2cModel);
  write(db, (tx) => meta.linkModel.set(tx, model === null ? null : JSON.stringify({ version, model })));
  return true;
}

/** Looks for another model once an hour. `taken` is told when there was one, so that all is linked anew. */
export function startTakingModels(
  taking: Taking,
  { taken, log }: { taken: () => void; log: Log },
): { stop: () => void } {
  let isStopped = false;
  let timer = setTimeout(turn, FIRST_MS);

  async function look(): Promise<void> {
    try {
      if (await takeModel(taking)) taken();
    } catch (error) {
      log('links.no_model', { code: errorShape(error).code });
    }
    if (!isStopped) timer = setTimeout(turn, AGAIN_MS);
  }
  function turn(): void {
    void look();
  }

  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
