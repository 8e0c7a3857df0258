import { readFile } from 'node:fs/promises';
import { canonicalJson } from '#shared/audit/row.ts';
import { type Policy, policy } from '#shared/domain/policy.ts';
import { AppError } from '#shared/errors.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { publishPolicy, putPolicy } from './commands/agency/publish-policy.ts';
import { withAdvisoryLock } from './db/advisory-lock.ts';
import { findPolicy } from './db/policy.ts';
import type { Deps } from './deps.ts';
import { fieldLine } from './error-words.ts';
import { StartError } from './start-error.ts';

/** The policy in force, and whether the server's file is a different policy of the same agency. */
export type PolicyInForce = { version: number; fileDiffers: boolean };

/**
 * Publishes the policy in the resources as the first version of a database that has none. If the policy in force
 * predates a setting or letter, publishes a new version that takes the missing parts from the resources and keeps
 * everything else. Otherwise the file is only compared: a policy in force changes only by publishing.
 * @throws StartError when that file is missing or is not a valid policy.
 */
export function publishFirstPolicy(deps: Deps, path: string): Promise<PolicyInForce> {
  // Without the lock, servers that start together would all find the same policy or part missing and publish it.
  return withAdvisoryLock(deps.db, () => publishWhatIsMissing(deps, path));
}

/** Returns the startup message about the policy: its version, and whether the file differs from it. */
export function policyWords({ version, fileDiffers }: PolicyInForce, path: string): string {
  const inForce = `policy version ${version} is active`;
  return fileDiffers
    ? `${inForce}. ${path} differs and is not used; publish it with publish-policy --file ${path}`
    : inForce;
}

async function publishWhatIsMissing(deps: Deps, path: string): Promise<PolicyInForce> {
  const current: unknown = await findPolicy(deps.db);
  const known = policy.safeParse(current);
  const first = await readPolicy(path);
  if (known.success && !lacks(current, known.data))
    return { version: known.data.version, fileDiffers: differs(known.data, first) };
  if (current === null) {
    const { version } = await publishPolicy(deps, first, { actor: 'system', source: 'first start' }).catch(
      sayFaults(`${path} cannot be activated`),
    );
    return { version, fileDiffers: false };
  }
  const whole = policy.safeParse(completed(current, first));
  if (!whole.success) throw new StartError(`The active policy cannot be used: ${whole.error.message}`, 1);
  const next = await putPolicy(deps, whole.data, { actor: 'system', source: 'new server version' });
  return { version: next.version, fileDiffers: differs(next, first) };
}

/**
 * Whether `whole` has a part that `given` lacks. Extra parts in `given` don't count: a policy published by a newer
 * server stays in force unchanged after a rollback, so the newer server finds its parts again later.
 */
function lacks(given: unknown, whole: unknown): boolean {
  if (whole === null || typeof whole !== 'object') return given === undefined;
  if (given === null || typeof given !== 'object') return true;
  return Object.entries(whole).some(([key, part]) => lacks((given as Record<string, unknown>)[key], part));
}

/** Never true for another agency's policy, such as the sample in the product, because nobody should publish it here. */
const differs = (active: Policy, file: Policy): boolean =>
  active.agency.city === file.agency.city && textOf(active) !== textOf(file);

/** The text of a policy without the fields that publishing adds, so that two policies can be compared. */
const textOf = (version: Policy): string => canonicalJson(documentOf(version));

/** Returns a `catch` handler that reports what is wrong with a policy, one sentence per location. */
export const sayFaults =
  (what: string) =>
  (error: unknown): never => {
    if (!(error instanceof AppError)) throw error;
    throw new StartError(`${what}:\n${error.fields.map(fieldLine).join('\n')}`, 1);
  };

async function readPolicy(path: string): Promise<Policy> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new StartError(`The initial policy cannot be read: ${path}`, 1);
  });
  try {
    return policy.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(`${path} is not a policy: ${String(cause)}`, 1);
  }
}

/**
 * Returns the given value with anything missing filled in from `defaults`. A list counts as a single value and is never
 * merged.
 */
function completed(given: unknown, defaults: unknown): unknown {
  const isObject = (value: unknown): value is object =>
    value !== null && typeof value === 'object' && !Array.isArray(value);
  if (given === undefined) return defaults;
  if (!isObject(given) || !isObject(defaults)) return given;
  const entries = Object.entries(defaults).map(([key, inner]) => [
    key,
    completed((given as Record<string, unknown>)[key], inner),
  ]);
  return { ...given, ...Object.fromEntries(entries) };
}
