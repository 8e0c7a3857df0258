import { appendAlone, appendAudit } from '#server/db/audit.ts';
import { findLinkFit, findLinkModel, insertLinkModel, linkModelVersion } from '#server/db/link-model.ts';
import type { Deps } from '#server/deps.ts';
import { p2cModel } from '#server/linkage/model.ts';
import type { LinkPublication } from '#shared/domain/link-fit.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import type { Model } from '#shared/link/model.ts';

type By = { actor: string; source: string };

/**
 * Publishes a model as the next version. The server uses it immediately; workstations switch to it within an hour and
 * then rebuild their index. Its `version` is set here.
 * @param basedOn the version that must be current, if that matters.
 * @throws AppError `against_rule` for a model whose fields, blocking, levels or rules differ from the built-in one,
 * `stale_version` if another version is current.
 */
export async function publishLinkModel(
  deps: Deps,
  model: Model,
  by: By,
  { basedOn, detail = {} }: { basedOn?: number; detail?: Record<string, string | number> } = {},
): Promise<number> {
  const same = (of: (one: Model) => unknown) => JSON.stringify(of(model)) === JSON.stringify(of(p2cModel));
  const fits =
    same(({ fields, blocking }) => [fields, blocking]) &&
    same(({ hypotheses }) => hypotheses.map(({ name, duplicate }) => [name, duplicate])) &&
    keepsRules(model);
  if (!fits) {
    const detail = { code: 'model_of_other_shape', params: {} } as const;
    throw new AppError('against_rule', { detail, fields: [plainFault('model', 'model_of_other_shape')] });
  }
  const work = deps.db.transaction().execute(async (trx) => {
    const at = deps.now();
    const before = await linkModelVersion(trx);
    if (basedOn !== undefined && before !== basedOn) throw stale();
    const version = before + 1;
    await insertLinkModel(trx, { version, model: { ...model, version: `${version}` }, at, by: by.actor });
    await appendAudit(trx, {
      at,
      ...by,
      action: 'link_model.publish',
      target: String(version),
      outcome: 'success',
      detail,
    });
    return version;
  });
  // If two callers publish at the same time, the primary key lets only one succeed.
  return work.catch((error: unknown) => {
    throw (error as { code?: unknown }).code === '23505' ? stale() : error;
  });
}

/**
 * Whether a model keeps the rules. Without them, the weights alone could mistake a mother and her son for one person,
 * or two thefts in different parts of town for one incident.
 */
function keepsRules(model: Model): boolean {
  const levelsOf = ({ comparisons }: Model) =>
    comparisons.map(({ name, levels }) => [name, levels.map((one) => one.name)]);
  if (JSON.stringify(levelsOf(model)) !== JSON.stringify(levelsOf(p2cModel))) return false;
  const rulesOf = ({ requires, unless, oneOf }: Model['hypotheses'][number]) =>
    JSON.stringify([requires, unless, oneOf]);
  return model.hypotheses.every((one, i) => {
    const shipped = p2cModel.hypotheses[i];
    return shipped !== undefined && rulesOf(one) === rulesOf(shipped);
  });
}

/**
 * Publishes what an administrator has reviewed: the last fit, or an earlier version. Failed attempts are recorded in the
 * audit log, too.
 * @throws AppError `not_found`, `stale_version`, `against_rule`
 */
export async function publishChosen(deps: Deps, chosen: LinkPublication, by: By): Promise<number> {
  try {
    return await publish(deps, chosen, by);
  } catch (error) {
    if (error instanceof AppError) {
      const entry = { at: deps.now(), ...by, action: 'link_model.publish', target: null } as const;
      const detail = { ...chosen, why: error.code };
      await appendAlone(deps.db, { ...entry, outcome: 'failure', detail });
    }
    throw error;
  }
}

async function publish(deps: Deps, chosen: LinkPublication, by: By): Promise<number> {
  if ('version' in chosen) {
    const { version } = chosen;
    const model = version === 0 ? p2cModel : await findLinkModel(deps.db, version);
    if (model === null) throw new AppError('not_found');
    return publishLinkModel(deps, model, by, { detail: { again: version } });
  }
  const found = await findLinkFit(deps.db);
  if (found === null || found.fit.id !== chosen.fit) throw stale();
  return publishLinkModel(deps, found.model, by, { basedOn: found.fit.basedOn, detail: { fit: chosen.fit } });
}

const stale = () => new AppError('stale_version', { detail: { code: 'other_model', params: {} } });
