import { HYPOTHESES } from '#shared/domain/repeat.ts';
import { AppError } from '#shared/errors.ts';
import type { Model } from '#shared/link/model.ts';
import { appendAudit } from '../db/audit.ts';
import { insertLinkModel, linkModelVersion } from '../db/link-model.ts';
import type { Deps } from '../deps.ts';
import { p2cModel } from '../link/model.ts';

/**
 * Puts a model in force as the next version: the server goes by it at once, workstations within the hour, which then make
 * their index anew. Its `version` is set here.
 * @throws AppError `invalid_request` for a model that reads or blocks reports otherwise than the one that ships.
 */
export async function publishLinkModel(
  deps: Deps,
  model: Model,
  by: { actor: string; source: string },
): Promise<number> {
  const same = (of: (one: Model) => unknown) => JSON.stringify(of(model)) === JSON.stringify(of(p2cModel));
  const fits =
    same(({ fields, blocking }) => [fields, blocking]) &&
    same(({ hypotheses }) => hypotheses.map(({ name, duplicate }) => [name, duplicate])) &&
    model.hypotheses.every(({ name }) => HYPOTHESES.some((one) => one === name));
  if (!fits) {
    const message = 'Fields, blocking and hypotheses must be those of the model that ships; only weights may differ.';
    throw new AppError('invalid_request', { message, fields: [{ path: 'model', message }] });
  }
  return deps.db.transaction().execute(async (trx) => {
    const at = deps.now();
    // Two publishers at once: the primary key lets one of them through.
    const version = (await linkModelVersion(trx)) + 1;
    await insertLinkModel(trx, { version, model: { ...model, version: `${version}` }, at });
    await appendAudit(trx, {
      at,
      ...by,
      action: 'link_model.publish',
      target: String(version),
      outcome: 'success',
      detail: {},
    });
    return version;
  });
}
