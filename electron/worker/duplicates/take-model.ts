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
/** Version stored for a model whose real version number may now belong to another model. */
const OUTDATED = -1;

/** Models are not urgent: the first check waits until startup is over, and later checks are an hour apart. */
const FIRST_MS = 30_000;
const AGAIN_MS = 3_600_000;

type Taking = Pick<Stores, 'db' | 'meta'> & { api: ApiClient; linker: Pick<Linker, 'useModel'> };

const keptModel = (meta: Stores['meta']) => {
  const text = meta.linkModel.get();
  // If another version of this application stored the model in another format, request the model from the server again.
  return text === null ? null : (kept.safeParse(JSON.parse(text)).data ?? null);
};

/** Returns the agency's model if it is stored here, otherwise the bundled one. */
export const modelInForce = (meta: Stores['meta']): Model => keptModel(meta)?.model ?? p2cModel;

/**
 * Marks the stored version as outdated, so that it is requested again even if its version number is unchanged. It stays
 * in use until then.
 */
export function outdateModel(tx: Tx, meta: Stores['meta']): void {
  const known = keptModel(meta);
  if (known !== null) meta.linkModel.set(tx, JSON.stringify({ ...known, version: OUTDATED }));
}

/**
 * Requests the agency's model and starts using it. Officers' decisions about pairs are stored separately from the
 * engine's results and remain valid with any model.
 * @throws AppError bad_response for an invalid model; then the previous one stays in use.
 * @returns whether the model changed.
 */
export async function takeModel({ api, db, meta, linker }: Taking): Promise<boolean> {
  const known = keptModel(meta)?.version ?? 0;
  const { version, model } = await api.call('linkModel', { query: { known: Math.max(0, known) } });
  if (version === known) return false;
  // Try the model in the engine first: a model that the engine cannot use must not be stored, or it would be loaded
  // again at the next start.
  linker.useModel(model ?? p2cModel);
  write(db, (tx) => meta.linkModel.set(tx, model === null ? null : JSON.stringify({ version, model })));
  return true;
}

/** Checks for a new model once an hour. Calls `taken` when there is one, so that all reports are linked again. */
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
