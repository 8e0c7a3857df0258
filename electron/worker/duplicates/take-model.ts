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
/** Marks a model whose version number may now belong to another one. */
const OUTDATED = -1;

/** Not needed at startup, and an hour later it is not missed either. */
const FIRST_MS = 30_000;
const AGAIN_MS = 3_600_000;

type Taking = Pick<Stores, 'db' | 'meta'> & { api: ApiClient; linker: Pick<Linker, 'useModel'> };

const keptModel = (meta: Stores['meta']) => {
  const text = meta.linkModel.get();
  // An older version of this application may have stored it: then the server is asked again.
  return text === null ? null : (kept.safeParse(JSON.parse(text)).data ?? null);
};

/** The agency's model, if known here, else the bundled one. */
export const modelInForce = (meta: Stores['meta']): Model => keptModel(meta)?.model ?? p2cModel;

/** The current one stays in use until it has been requested again, even if the version number is unchanged. */
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
  // The engine first: a model that it cannot use must not be stored, or it would be there again at the next start.
  linker.useModel(model ?? p2cModel);
  write(db, (tx) => meta.linkModel.set(tx, model === null ? null : JSON.stringify({ version, model })));
  return true;
}

/** Checks for another model once an hour. `taken` is called when there was one, so that all reports are linked again. */
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
