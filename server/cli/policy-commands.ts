import { readFile } from 'node:fs/promises';
import { ZodError } from 'zod';
import { type Policy, policy } from '#shared/domain/policy.ts';
import { policyDifference } from '#shared/domain/policy-difference.ts';
import { fieldErrors } from '#shared/field-error.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { policyFaults } from '#shared/letters/policy-faults.ts';
import { policyWarnings } from '#shared/letters/policy-warnings.ts';
import { publishPolicy } from '../commands/agency/publish-policy.ts';
import { currentPolicy, findPolicy, policyOfVersion } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import { fieldLine } from '../error-words.ts';
import { sayFaults } from '../first-policy.ts';
import { StartError } from '../start-error.ts';
import { BY_SHELL } from './shell-user.ts';

/** `show-policy [--version N]`: prints a version in the format that `publish-policy` reads. */
export async function showPolicyCommand({ db }: Deps, version: string | undefined): Promise<number> {
  if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version)) throw new StartError('--version must be a number', 2);
  const found = version === undefined ? await currentPolicy(db) : await policyOfVersion(db, Number(version));
  if (found === null) throw new StartError(`There is no version ${version} of the policy.`, 1);
  console.log(JSON.stringify(found, null, 2));
  return 0;
}

/**
 * `publish-policy --file F [--why W] [--dry-run]`: publishes a file as the next version. A dry run only prints what
 * would change, or why the file is refused.
 */
export async function publishPolicyCommand(
  deps: Deps,
  { file, why = '', dryRun }: { file: string; why?: string | undefined; dryRun: boolean },
): Promise<number> {
  const next = await readPolicy(file);
  const current = await findPolicy(deps.db);
  // The file is another city's policy, such as the one that ships with the product.
  if (current !== null && current.agency.city !== next.agency.city)
    throw new StartError(
      `Nothing was published. ${file} is a policy for ${next.agency.city}, but the active one is for ${current.agency.city}. ` +
        "If the city's name has changed, change it on the Policy page first.",
      1,
    );
  if (!dryRun) {
    const { version } = await publishPolicy(deps, next, BY_SHELL, { why }).catch(
      sayFaults(`Nothing was published. ${file} cannot be used`),
    );
    console.log(`version ${version} of the policy is now active`);
    sayWarnings(next);
    return 0;
  }
  const faults = policyFaults(next);
  if (faults.length > 0) throw new StartError(`${file} cannot be used:\n${faults.map(fieldLine).join('\n')}`, 1);
  const changes = policyDifference(current === null ? {} : documentOf(current), documentOf(next));
  for (const { path, before, after } of changes) {
    console.log(`${path}\n  - ${oneLine(before)}\n  + ${oneLine(after)}`);
  }
  console.log(
    `${changes.length} changes. Nothing was published; it would become version ${(current?.version ?? 0) + 1}.`,
  );
  sayWarnings(next);
  return 0;
}

function sayWarnings(next: Policy): void {
  const warnings = policyWarnings(next);
  // Print warnings to stderr, because scripts read the results from stdout.
  if (warnings.length > 0)
    console.error(`Check these, with counsel where the law is concerned:\n${warnings.map(fieldLine).join('\n')}`);
}

const oneLine = (text: string | null): string => (text === null ? '(none)' : text.replaceAll('\n', '⏎'));

/** Reads the policy from a file. If it is not valid, fails with one message per problem. */
async function readPolicy(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartError(`Can't read the policy: ${error.message}`, 1);
  });
  try {
    return policy.parse({ ...Object(JSON.parse(text)), version: 1, publishedAt: new Date().toISOString() });
  } catch (error) {
    const lines =
      error instanceof ZodError
        ? fieldErrors(error).map(fieldLine)
        : [error instanceof Error ? error.message : String(error)];
    throw new StartError(`Nothing was published. ${file} is not a policy:\n${lines.join('\n')}`, 1);
  }
}
