import { z } from 'zod';
import { sealLink } from '#server/auth/letter-link.ts';
import { randomLinkToken } from '#server/auth/password.ts';
import { serverKey } from '#server/auth/server-key.ts';
import { appendAudit } from '#server/db/audit.ts';
import { type DraftState, draftByToken, draftMailsTo, isFiled, putDraft } from '#server/db/drafts.ts';
import { queueLetter } from '#server/db/letters.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import { type Language, language, type ReportKind, reportKind } from '#shared/domain/report.ts';
import { draftLetter } from '#shared/letters/letter.ts';

/** What a form said when it was kept: its answers by field name, as they were typed. */
const content = z.object({
  kind: reportKind,
  lang: language,
  answers: z.record(z.string(), z.string()),
  insteadOf: z.string().optional(),
});
export type DraftContent = z.infer<typeof content>;

/** `id` is the form's, `keptAt` when it was kept; for an unconfirmed report that is when its notice was accepted. */
export type OpenDraft = DraftContent & { id: string; keptAt: Date };

type Keeping = {
  id: string;
  state: DraftState;
  kind: ReportKind;
  lang: Language;
  answers: Readonly<Record<string, string>>;
  insteadOf?: string | undefined;
  email: string;
  source: string;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Anybody can type anybody's address, so that one address gets no more mails about drafts than this in an hour. */
const MAILS_PER_HOUR = 5;

/**
 * Keeps a report that is not sent yet and mails the link that opens it: to go on with, or to confirm the address.
 * What it says is encrypted under a key of the link's token, of which only the hash is kept. Until the mail has left, or has
 * failed for good, its link waits sealed under the server's own key; from then on nobody but the person can read it.
 * @returns `too_many` where the address has had its mails for this hour, `filed` where the form was sent already;
 * nothing is kept then.
 */
export async function saveDraft(deps: Deps, draft: Keeping): Promise<'kept' | 'too_many' | 'filed'> {
  const at = deps.now();
  const token = randomLinkToken();
  const address = draft.email.trim();
  return deps.db.transaction().execute(async (trx) => {
    const policy = await currentPolicy(trx);
    if (await isFiled(trx, draft.id)) return 'filed';
    if ((await draftMailsTo(trx, address, new Date(at.getTime() - HOUR_MS))) >= MAILS_PER_HOUR) return 'too_many';
    const days = draft.state === 'draft' ? policy.times.draftDays : policy.times.confirmDays;
    const { id, state, kind, lang, answers, insteadOf } = draft;
    const plain: DraftContent = {
      kind,
      lang,
      answers: { ...answers },
      ...(insteadOf === undefined ? {} : { insteadOf }),
    };
    const sealed = sealer(token).encrypt(PURPOSE, Buffer.from(JSON.stringify(plain)), id);
    await putDraft(trx, { id, state, token, sealed, at, expiresAt: new Date(at.getTime() + days * DAY_MS) });
    const letterId = uuidv7(at);
    const link = `${deps.publicUrl}/${state === 'draft' ? 'resume' : 'confirm'}/${token}`;
    await queueLetter(trx, {
      id: letterId,
      about: { draftId: id },
      letter: draftLetter(state === 'draft' ? 'resume_draft' : 'confirm_address', lang, days, policy),
      to: address,
      sealedLink: sealLink(deps, letterId, link),
      host: new URL(deps.publicUrl).hostname,
      at,
    });
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'draft.keep',
      target: id,
      outcome: 'success',
      source: draft.source,
      detail: { state },
    });
    return 'kept';
  });
}

/** Opens a draft by the token of its link; null for one that is unknown, expired or of the other state. */
export async function openDraft(deps: Deps, token: string, state: DraftState): Promise<OpenDraft | null> {
  const row = await draftByToken(deps.db, token, state, deps.now());
  if (row === null) return null;
  const plain = sealer(token).decrypt(PURPOSE, row.sealed, row.id);
  if (plain === null) throw new Error('a draft does not open with the token that found it');
  return { ...content.parse(JSON.parse(plain.toString('utf8'))), id: row.id, keptAt: row.keptAt };
}

const PURPOSE = 'draft';
const sealer = (token: string) => serverKey(Buffer.from(token, 'base64url'));
