import { type Policy, policy } from '#shared/domain/policy.ts';
import { appendAudit } from '../db/audit.ts';
import { announce } from '../db/news.ts';
import { findPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';

/**
 * Puts a policy into force as the next version; its `version` and `publishedAt` are set here.
 * @throws ZodError when the document is not a policy.
 */
export async function publishPolicy(
  deps: Deps,
  document: Omit<Policy, 'version' | 'publishedAt'>,
  by: { actor: string; source: string },
): Promise<Policy> {
  return deps.db.transaction().execute(async (trx) => {
    // Two publishers at once: the primary key lets one of them through.
    const version = ((await findPolicy(trx))?.version ?? 0) + 1;
    const at = deps.now();
    const next = policy.parse({ ...document, version, publishedAt: at.toISOString() });
    await trx
      .insertInto('policy')
      .values({ version, doc: JSON.stringify(next), published_at: at })
      .execute();
    await announce(trx, 'reports');
    await appendAudit(trx, {
      at,
      ...by,
      action: 'policy.publish',
      target: String(version),
      outcome: 'success',
      detail: {},
    });
    return next;
  });
}
