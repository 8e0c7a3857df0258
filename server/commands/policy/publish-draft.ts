import { appendAlone } from '#server/db/audit.ts';
import { currentPolicy, policyOfVersion } from '#server/db/policy.ts';
import { findDraft, lockDraft, openDrafts, policyVersions } from '#server/db/policy-drafts.ts';
import type { Deps } from '#server/deps.ts';
import { policyDifference } from '#shared/domain/policy-difference.ts';
import type { PolicyDifferenceView, PolicyDraftRow, PolicyVersionRow } from '#shared/domain/policy-draft.ts';
import { AppError } from '#shared/errors.ts';
import { checkDocument, documentOf, readDocument } from '#shared/letters/policy-document.ts';
import { policyWarnings } from '#shared/letters/policy-warnings.ts';
import { writePolicy } from '../agency/publish-policy.ts';
import { type Author, auditDraft, notAllowed } from './write-draft.ts';

const VERSIONS = 50;
/** Maximum number of changes shown. A draft may replace every text, and a page can't usefully show more changes. */
const MOST_CHANGES = 1000;

/** Lists the drafts that are not closed, and the last versions. */
export async function listDrafts({ db }: Deps): Promise<{
  current: number;
  drafts: PolicyDraftRow[];
  versions: PolicyVersionRow[];
}> {
  const [{ version: current }, drafts, versions] = await Promise.all([
    currentPolicy(db),
    openDrafts(db),
    policyVersions(db, VERSIONS),
  ]);
  return { current, drafts, versions };
}

/** Returns the differences that a publisher reviews. @throws AppError `not_found` */
export async function draftDifference(deps: Deps, draftId: string, reader: Author): Promise<PolicyDifferenceView> {
  const { db } = deps;
  const found = await findDraft(db, draftId);
  if (found === null) throw new AppError('not_found');
  const { document, ...draft } = found;
  const [current, base] = await Promise.all([currentPolicy(db), policyOfVersion(db, draft.basedOn)]);
  if (base === null) throw new Error(`policy version ${draft.basedOn} is missing`);
  const at = deps.now();
  await db.transaction().execute((trx) => {
    const detail = { revision: draft.revision };
    return auditDraft(trx, at, reader, { action: 'policy_draft.read', target: draftId, detail });
  });
  const read = readDocument(document);
  const { policy, faults } = checkDocument(read, { version: 1, publishedAt: at.toISOString() });
  return {
    draft,
    current: current.version,
    changes: policyDifference(documentOf(base), read).slice(0, MOST_CHANGES),
    since: policyDifference(documentOf(base), documentOf(current)).slice(0, MOST_CHANGES),
    faults: faults.slice(0, MOST_CHANGES),
    warnings: policy === null ? [] : policyWarnings(policy),
  };
}

/**
 * Puts a draft in force as the next version. Failed attempts are audited, too.
 * @throws AppError `not_found`; `act_not_allowed` for its author and the person who began it, while its author is still
 * writing, or if the draft or the version in force changed; `against_rule` with the draft's faults.
 */
export async function publishDraft(
  deps: Deps,
  wanted: { draftId: string; revision: number },
  by: Author,
): Promise<{ version: number }> {
  try {
    return await publish(deps, wanted, by);
  } catch (error) {
    // If two drafts are published at the same time, the primary key lets only one succeed.
    const taken = (error as { code?: unknown }).code === '23505';
    const refused = taken ? notAllowed('draft_of_older_version') : error;
    if (refused instanceof AppError) {
      const { session, source } = by;
      const entry = { at: deps.now(), actor: session.officer.id, source, outcome: 'failure' } as const;
      const detail = { draft: wanted.draftId, why: refused.detail?.code ?? refused.code };
      await appendAlone(deps.db, { ...entry, action: 'policy.publish', target: null, detail });
    }
    throw refused;
  }
}

function publish(
  deps: Deps,
  { draftId, revision }: { draftId: string; revision: number },
  { session, source }: Author,
): Promise<{ version: number }> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const draft = await lockDraft(trx, draftId);
    if (draft === null) throw new AppError('not_found');
    if ([draft.author.id, draft.begunBy?.id].includes(session.officer.id)) throw notAllowed('own_draft');
    if (draft.revision !== revision) throw notAllowed('draft_changed');
    if (draft.state !== 'ready') throw notAllowed('draft_not_ready');
    const current = await currentPolicy(trx);
    if (draft.basedOn !== current.version) throw notAllowed('draft_of_older_version');
    const checked = checkDocument(readDocument(draft.document), {
      version: current.version + 1,
      publishedAt: at.toISOString(),
    });
    if (checked.policy === null) throw new AppError('against_rule', { fields: checked.faults });
    await trx
      .updateTable('policy_draft')
      .set({ state: 'published', closed_at: at })
      .where('id', '=', draftId)
      .execute();
    const cause = { why: draft.why, draft: { id: draftId, authorId: draft.author.id } };
    const by = { actor: session.officer.id, source };
    const { version } = await writePolicy(trx, at, documentOf(checked.policy), by, cause);
    return { version };
  });
}
