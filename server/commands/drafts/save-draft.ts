import { z } from 'zod';
import { sealLink } from '#server/auth/letter-link.ts';
import { randomLinkToken } from '#server/auth/password.ts';
import { serverKey } from '#server/auth/server-key.ts';
import { appendAudit } from '#server/db/audit.ts';
import {
  type DraftState,
  draftByToken,
  draftBytes,
  lockSubmission,
  putDraft,
  removeLargest,
} from '#server/db/drafts.ts';
import { queueLetter } from '#server/db/letters.ts';
import { takeMail } from '#server/db/mailbox-limit.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { reportOf } from '#server/db/used-forms.ts';
import type { Deps } from '#server/deps.ts';
import { siteOf } from '#server/network-of.ts';
import { uuidv7 } from '#server/uuid.ts';
import { type Language, language, type ReportKind, reportKind } from '#shared/domain/report.ts';
import { draftLetter } from '#shared/letters/letter.ts';

/** The contents of a saved form: answers by field name, as typed. */
const content = z.object({
  kind: reportKind,
  lang: language,
  answers: z.record(z.string(), z.string()),
  insteadOf: z.string().optional(),
});
export type DraftContent = z.infer<typeof content>;

/**
 * `id` is the form's ID. `keptAt` is when the draft was saved or, for an unconfirmed report, when the person accepted the
 * notice.
 */
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
/** Limit on the total size of one site's drafts in each state: enough for about 10,000 of the usual length. */
export const MOST_DRAFT_BYTES_OF_SOURCE = 100 * 1024 ** 2;
/**
 * Limits on the total size of all drafts in each state, so that bots cannot fill the disk. Reports that only wait for
 * their address to be confirmed have room of their own, which saved drafts can't take.
 */
export const MOST_DRAFT_BYTES: Readonly<Record<DraftState, number>> = {
  draft: 20 * MOST_DRAFT_BYTES_OF_SOURCE,
  unconfirmed: 10 * MOST_DRAFT_BYTES_OF_SOURCE,
};

/**
 * Saves a report that has not been filed and e-mails a link, either to continue it or to confirm the address. Its
 * content is encrypted with a key derived from the link's token, and only the token's hash is stored. Until the e-mail
 * is sent or has failed permanently, the link is also kept, encrypted with the server's key; after that, only the
 * person can read the draft.
 * @returns `too_many` if the address has reached its limit of e-mails per hour, `filed` if the form was already filed or
 * added to a report, `full` if the drafts from the sender's site have used up their space; in these cases nothing is
 * saved. If all drafts together have, the oldest of the site that has most are removed.
 */
export async function saveDraft(deps: Deps, draft: Keeping): Promise<'kept' | 'too_many' | 'filed' | 'full'> {
  const at = deps.now();
  const token = randomLinkToken();
  const address = draft.email.trim();
  return inTransaction(deps.db, async (trx) => {
    const policy = await currentPolicy(trx);
    await lockSubmission(trx, draft.id);
    if ((await reportOf(trx, draft.id, at)) !== null) return 'filed';
    const days = draft.state === 'draft' ? policy.times.draftDays : policy.times.confirmDays;
    const { id, state, kind, lang, answers, insteadOf } = draft;
    const plain: DraftContent = {
      kind,
      lang,
      answers: Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, storable(value)])),
      ...(insteadOf === undefined ? {} : { insteadOf }),
    };
    const sealed = sealer(token).encrypt(PURPOSE, Buffer.from(JSON.stringify(plain)), id);
    const source = siteOf(draft.source);
    const taken = await draftBytes(trx, { id, state, source });
    if (sealed.length > MOST_DRAFT_BYTES_OF_SOURCE - taken.ofSource) return 'full';
    if (!(await takeMail(trx, address, at))) return 'too_many';
    const excess = taken.all + sealed.length - MOST_DRAFT_BYTES[state];
    if (excess > 0 && !(await removeLargest(trx, { id, state, bytes: excess }))) return 'full';
    await putDraft(trx, { id, state, token, sealed, at, source, expiresAt: new Date(at.getTime() + days * DAY_MS) });
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

/** Opens a draft by its link token; null if the token is unknown or expired, or the draft is not in the given state. */
export async function openDraft(deps: Deps, token: string, state: DraftState): Promise<OpenDraft | null> {
  const row = await draftByToken(deps.db, token, state, deps.now());
  if (row === null) return null;
  const plain = sealer(token).decrypt(PURPOSE, row.sealed, row.id);
  if (plain === null) throw new Error('the token that found a draft cannot open it');
  return { ...content.parse(JSON.parse(plain.toString('utf8'))), id: row.id, keptAt: row.keptAt };
}

/**
 * A text without control characters, which no report keeps: in JSON, each takes six times as much room as a letter.
 * Ends of lines and tabs stay.
 */
const storable = (text: string) => text.replace(/[^\P{Cc}\n\r\t]|\p{Cs}/gu, '');

const PURPOSE = 'draft';
const sealer = (token: string) => serverKey(Buffer.from(token, 'base64url'));
