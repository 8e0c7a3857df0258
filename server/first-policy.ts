import { readFile } from 'node:fs/promises';
import { policy } from '#shared/domain/policy.ts';
import { publishPolicy } from './commands/publish-policy.ts';
import { StartError } from './config.ts';
import { findPolicy } from './db/policy.ts';
import type { Deps } from './deps.ts';

/**
 * A database without a policy gets the one in the resources as its first version.
 * @throws StartError when that file is missing or is no policy.
 */
export async function publishFirstPolicy(deps: Deps, path: string): Promise<void> {
  if ((await findPolicy(deps.db)) !== null) return;
  const text = await readFile(path, 'utf8').catch(() => {
    throw new StartError(`The policy to begin with cannot be read: ${path}`, 1);
  });
  let parsed: ReturnType<typeof policy.parse>;
  try {
    parsed = policy.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(`${path} is not a policy: ${String(cause)}`, 1);
  }
  await publishPolicy(deps, parsed, { actor: 'system', source: 'first start' });
}
