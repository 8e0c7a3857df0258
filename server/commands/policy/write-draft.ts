import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { currentPolicy, policyOfVersion } from '#server/db/policy.ts';
import { draftOf, findDraft, lockDraft, type StoredDraft } from '#server/db/policy-drafts.ts';
import type { Database } from '#server/db/schema.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import { rebasePolicy } from '#shared/domain/policy-difference.ts';
import type { PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import type { ErrorDetail } from '#shared/error-detail.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';
import { checkDocument, documentOf, readDocument } from '#shared/letters/policy-document.ts';

/** The officer who works on a draft, and the address that the request came from. */
export type Author = { session: Session; source: string };

/**
 * Starts a draft from a version, as a change to the version in force. Starting from an earlier version is how an agency
 * goes back to it.
 * @throws AppError `not_found` for a version that doesn't exist, `act_not_allowed` if the author has an open draft.
 */
export async function openDraft(deps: Deps, from: number, author: Author): Promise<PolicyDraftRow> {
  const { officer } = author.session;
  const at = deps.now();
  return asOnlyDraft(
    deps.db.transaction().execute(async (trx) => {
      const [policy, current] = [await policyOfVersion(trx, from), await currentPolicy(trx)];
      if (policy === null) throw new AppError('not_found');
      const id = uuidv7(at);
      await trx
        .insertInto('policy_draft')
        .values({
          id,
          author_id: officer.id,
          based_on: current.version,
          document: JSON.stringify(documentOf(policy)),
          why: '',
          state: 'open',
          revision: 1,
          opened_at: at,
          saved_at: at,
        })
        .execute();
      await auditDraft(trx, at, author, { action: 'policy_draft.open', target: id, detail: { from } });
      return findDraft(trx, id);
    }),
  );
}

/**
 * Takes over a draft whose author can no longer sign in as a supervisor. The draft is open again, because its new
 * author hasn't offered it yet.
 * @throws AppError `not_found` unless the author has left, `act_not_allowed` if the caller has an open draft.
 */
export async function takeOverDraft(deps: Deps, draftId: string, author: Author): Promise<PolicyDraftRow> {
  const { officer } = author.session;
  const at = deps.now();
  return asOnlyDraft(
    deps.db.transaction().execute(async (trx) => {
      const draft = await lockDraft(trx, draftId);
      if (draft === null || !draft.authorLeft) throw new AppError('not_found');
      await trx
        .updateTable('policy_draft')
        .set({
          author_id: officer.id,
          begun_by: draft.begunBy?.id ?? draft.author.id,
          state: 'open',
          revision: draft.revision + 1,
          saved_at: at,
        })
        .where('id', '=', draftId)
        .execute();
      const detail = { from: draft.author.id };
      await auditDraft(trx, at, author, { action: 'policy_draft.take_over', target: draftId, detail });
      return findDraft(trx, draftId);
    }),
  );
}

/**
 * Waits until a draft is stored, and returns its row for the list. A unique index allows each author only one open
 * draft.
 */
async function asOnlyDraft(storing: Promise<StoredDraft | null>): Promise<PolicyDraftRow> {
  const made = await storing.catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== '23505') throw error;
    throw notAllowed('draft_open_already');
  });
  if (made === null) throw new Error('the draft that was just written is missing');
  const { document: _document, ...row } = made;
  return row;
}

/** The author's draft that is not closed, with its document. */
export async function ownDraft({ db }: Deps, { session }: Author): Promise<StoredDraft | null> {
  return draftOf(db, session.officer.id);
}

type Saved = { draftId: string; revision: number; document: string; why: string; ready: boolean };

/**
 * Saves a draft as typed. Saving is not audited, because it happens while the author types; offering the draft is.
 * @throws AppError `act_not_allowed` if it was saved since, `against_rule` if it is not a JSON object, or is offered
 * with faults or without a reason.
 */
export async function saveDraft(
  deps: Deps,
  { draftId, revision, document, why, ready }: Saved,
  author: Author,
): Promise<{ revision: number; faults: FieldError[] }> {
  const at = deps.now();
  const read = readDocument(document);
  if (read === null) throw new AppError('against_rule', { fields: [plainFault('document', 'not_json')] });
  const { faults } = checkDocument(read, { version: 1, publishedAt: at.toISOString() });
  const fields = why === '' ? [...faults, plainFault('why', 'required')] : faults;
  if (ready && fields.length > 0) throw new AppError('against_rule', { fields: fields.slice(0, MOST_FAULTS) });
  return deps.db.transaction().execute(async (trx) => {
    const draft = await lockOwn(trx, draftId, null, author);
    const next = revision + 1;
    const state = ready ? ('ready' as const) : ('open' as const);
    // If the draft is already stored like this, the response to an identical earlier request was lost.
    const isStored = draft.document === document && draft.why === why && draft.state === state;
    if (draft.revision === next && isStored) return { revision: next, faults: faults.slice(0, MOST_FAULTS) };
    if (draft.revision !== revision) throw notAllowed('draft_changed');
    await trx
      .updateTable('policy_draft')
      .set({ document, why, state, revision: next, saved_at: at })
      .where('id', '=', draftId)
      .execute();
    if (ready) {
      const detail = { revision: next };
      await auditDraft(trx, at, author, { action: 'policy_draft.ready', target: draftId, detail });
    }
    return { revision: next, faults: faults.slice(0, MOST_FAULTS) };
  });
}

/** @throws AppError `not_found`, `act_not_allowed` */
export async function rebaseDraft(
  deps: Deps,
  { draftId, revision }: { draftId: string; revision: number },
  author: Author,
): Promise<{ document: string; revision: number; basedOn: number; conflicts: string[] }> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const draft = await lockOwn(trx, draftId, revision, author);
    const [base, theirs] = [await policyOfVersion(trx, draft.basedOn), await currentPolicy(trx)];
    if (base === null) throw new Error(`policy version ${draft.basedOn} is missing`);
    const conflicts: string[] = [];
    const parts = { base: documentOf(base), ours: readDocument(draft.document), theirs: documentOf(theirs) };
    const document = JSON.stringify(rebasePolicy(parts, conflicts));
    const saved = { document, revision: draft.revision + 1, basedOn: theirs.version };
    await trx
      .updateTable('policy_draft')
      .set({ document, revision: saved.revision, based_on: saved.basedOn, state: 'open', saved_at: at })
      .where('id', '=', draftId)
      .execute();
    const detail = { from: draft.basedOn, to: saved.basedOn, conflicts: conflicts.length };
    await auditDraft(trx, at, author, { action: 'policy_draft.rebase', target: draftId, detail });
    return { ...saved, conflicts: conflicts.slice(0, MOST_FAULTS) };
  });
}

/**
 * Discards a draft.
 * @throws AppError `not_found` if it is closed, or if it is someone else's and its author has not left.
 */
export async function discardDraft(deps: Deps, draftId: string, author: Author): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    const draft = await lockDraft(trx, draftId);
    const isOwn = draft?.author.id === author.session.officer.id;
    if (draft === null || !(isOwn || draft.authorLeft)) throw new AppError('not_found');
    await trx
      .updateTable('policy_draft')
      .set({ state: 'discarded', closed_at: at })
      .where('id', '=', draftId)
      .execute();
    await auditDraft(trx, at, author, {
      action: 'policy_draft.discard',
      target: draftId,
      detail: isOwn ? {} : { from: draft.author.id },
    });
  });
}

/** Maximum number of faults returned; nobody would read more at once. */
const MOST_FAULTS = 200;

async function lockOwn(
  trx: Transaction<Database>,
  id: string,
  revision: number | null,
  { session }: Author,
): Promise<StoredDraft> {
  const draft = await lockDraft(trx, id);
  if (draft === null || draft.author.id !== session.officer.id) throw new AppError('not_found');
  if (revision !== null && draft.revision !== revision) throw notAllowed('draft_changed');
  return draft;
}

type Step = {
  action: `policy_draft.${'open' | 'read' | 'ready' | 'rebase' | 'take_over' | 'discard' | 'rehearse'}`;
  target: string;
  detail: Record<string, unknown>;
};

export function auditDraft(trx: Transaction<Database>, at: Date, { session, source }: Author, step: Step) {
  return appendAudit(trx, { at, actor: session.officer.id, source, outcome: 'success', ...step });
}

type Plain = Extract<ErrorDetail, { params: Record<string, never> }>['code'];
export const notAllowed = (code: Plain) => new AppError('act_not_allowed', { detail: { code, params: {} } });
