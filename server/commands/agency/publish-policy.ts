import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { announce } from '#server/db/news.ts';
import { findPolicy } from '#server/db/policy.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { type Policy, policy } from '#shared/domain/policy.ts';
import { AppError } from '#shared/errors.ts';
import type { PolicyDocument } from '#shared/letters/policy-document.ts';
import { policyFaults } from '#shared/letters/policy-faults.ts';

type By = { actor: string; source: string };
/** Why a version was published and, if it was drafted at the desk, from which draft. */
type Cause = { why?: string; draft?: { id: string; authorId: string } };

/**
 * Publishes a policy as the next version; `version` and `publishedAt` are set here.
 * @throws AppError `against_rule`, which lists every error that would otherwise surface only when a letter is written or
 * a time is shown.
 * @throws ZodError if the document is not a policy.
 */
export async function publishPolicy(deps: Deps, document: PolicyDocument, by: By, cause?: Cause): Promise<Policy> {
  const fields = policyFaults({ ...document, version: 1, publishedAt: deps.now().toISOString() });
  if (fields.length > 0) throw new AppError('against_rule', { fields });
  return putPolicy(deps, document, by, cause);
}

/**
 * Like `publishPolicy`, for adding missing parts to the current policy. An error in that policy must not stop the server,
 * so its rules are not checked.
 * @throws ZodError if the document is not a policy.
 */
export async function putPolicy(deps: Deps, document: PolicyDocument, by: By, cause?: Cause): Promise<Policy> {
  return deps.db.transaction().execute((trx) => writePolicy(trx, deps.now(), document, by, cause));
}

/** Writes the next version in the caller's transaction. The audit row must be its last write. */
export async function writePolicy(
  trx: Transaction<Database>,
  at: Date,
  document: PolicyDocument,
  by: By,
  { why = '', draft }: Cause = {},
): Promise<Policy> {
  // If two callers publish at the same time, the primary key lets only one succeed.
  const version = ((await findPolicy(trx))?.version ?? 0) + 1;
  const next = policy.parse({ ...document, version, publishedAt: at.toISOString() });
  await trx
    .insertInto('policy')
    .values({ version, doc: JSON.stringify(next), published_at: at })
    .execute();
  await trx
    .insertInto('policy_publication')
    .values({ version, published_by: by.actor, author_id: draft?.authorId, draft_id: draft?.id, why })
    .execute();
  await announce(trx, 'reports');
  await appendAudit(trx, {
    at,
    ...by,
    action: 'policy.publish',
    target: String(version),
    outcome: 'success',
    detail: draft === undefined ? {} : { draft: draft.id, author: draft.authorId },
  });
  return next;
}
