import { randomAccessCode } from '#server/auth/access-code.ts';
import { sealLink } from '#server/auth/letter-link.ts';
import { tokenHash } from '#server/auth/password.ts';
import { claimUploads } from '#server/db/attachments.ts';
import { appendAudit } from '#server/db/audit.ts';
import { nextTrackingNumber, yearIn } from '#server/db/counters.ts';
import { noteDanger } from '#server/db/danger.ts';
import { lockSubmission, removeDraft } from '#server/db/drafts.ts';
import { queueLetter } from '#server/db/letters.ts';
import { putKeys } from '#server/db/link-keys.ts';
import { mailOrPage } from '#server/db/mailbox-limit.ts';
import { announce } from '#server/db/news.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Deps } from '#server/deps.ts';
import { KEY_RULES, keysOf } from '#server/linkage/model.ts';
import { fromStaff } from '#server/staff-networks.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { IntakeBody } from '#shared/api.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { type Facts, isTooEarly, type ReportKind } from '#shared/domain/report.ts';
import { apartFromTheirDay, isInOrder } from '#shared/domain/timeframe.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';
import { receivedLetter } from '#shared/letters/letter.ts';
import { isPageOnly, mailAddress } from '#shared/letters/mail-address.ts';
import { screeningWords } from '#shared/letters/screening-words.ts';
import { narrativeOf } from '#shared/screening/danger.ts';
import { keepLink, STATUS_LINK_DAYS } from '../letters/send-letter.ts';

export type Filed = {
  reportId: string;
  trackingNumber: string;
  receivedAt: string;
  /** Returned only in this response; null if the form was already filed. */
  accessCode: string | null;
  repeated: boolean;
};

export type Filing = {
  /** The address that the report was sent from. */
  source: string;
  /** UUID of the form. Sending the form again files nothing and returns the first result. */
  submissionId?: string;
  /** When the reporter accepted the notice. Set only if the e-mail address was confirmed before filing. */
  acceptedAt?: Date;
  /** The tracking number of a rejected report that this report replaces. */
  insteadOf?: string;
};

/**
 * Files a report: the report, its tracking number, the confirmation letter, and the audit row are written in one
 * transaction.
 * @throws AppError `against_rule` that names the fields the policy does not allow.
 */
export async function fileReport(deps: Deps, body: IntakeBody, filing: Filing): Promise<Filed> {
  const at = deps.now();
  return deps.db
    .transaction()
    .execute(async (trx) => {
      const policy = await currentPolicy(trx);
      const fields = fieldErrors(body, policy, at);
      // Skipped for forms from the portal: the portal has already converted days to times, and a form may be confirmed on
      // a later day than it was filled in.
      if (filing.submissionId === undefined) fields.push(...dayErrors(body, policy, at));
      if (fields.length > 0) throw new AppError('against_rule', { fields });

      // A second copy of the same form waits here and then finds the first. The counter's row alone would not hold it
      // back: around New Year, two copies have different counters.
      if (filing.submissionId !== undefined) await lockSubmission(trx, filing.submissionId);
      const number = await nextTrackingNumber(trx, yearIn(policy.agency.timeZone, at));
      if (filing.submissionId !== undefined) {
        const first = await trx
          .selectFrom('report')
          .select(['id', 'tracking_number', 'received_at'])
          .where('submission_id', '=', filing.submissionId)
          .executeTakeFirst();
        if (first !== undefined) throw new AlreadyFiled(first.id, first.tracking_number, first.received_at);
      }
      const id = uuidv7(at);
      const letter = receivedLetter(
        { trackingNumber: number, caseNumber: null, facts: body.facts, kind: body.kind },
        policy,
      );
      const letterId = uuidv7(at);
      const accessCode = randomAccessCode();
      // The link has the same format as an access code, because people who get this letter by postal mail must type it.
      const link = randomAccessCode();
      const entry: NewEntry = {
        at: at.toISOString(),
        kind: 'submitted',
        by: null,
        ...fromStaff(deps, filing.source),
        event: eventOf(filing),
        note: null,
        letter: { id: letterId, kind: letter.kind, subject: letter.subject, text: letter.text },
      };
      await trx
        .insertInto('report')
        .values({
          id,
          tracking_number: number,
          kind: body.kind,
          state: 'submitted',
          received_at: at,
          changed_at: at,
          offense_code: body.offenseCode,
          facts: JSON.stringify(inOwnWords(body, policy)),
          history: JSON.stringify([entry]),
          notice: JSON.stringify({
            version: body.notice.version,
            language: body.notice.language,
            text: inLanguage(policy.notice.text, policy, body.notice.language),
            acceptedAt: (filing.acceptedAt ?? at).toISOString(),
            // Only forms from the public pages have a submission ID; those pages show this notice before the form starts.
            ...(filing.submissionId === undefined
              ? {}
              : { useNotice: inLanguage(policy.publicUseNotice, policy, body.notice.language) }),
          }),
          submission_id: filing.submissionId ?? null,
          access_hash: tokenHash(accessCode),
        })
        .execute();
      const attachments = filing.submissionId === undefined ? [] : await claimUploads(trx, filing.submissionId, id);
      if (attachments.length > 0) {
        await trx
          .updateTable('report')
          .set({ attachments: JSON.stringify(attachments) })
          .where('id', '=', id)
          .execute();
      }
      await keepLink(trx, { token: link, reportId: id, actId: null, at, days: STATUS_LINK_DAYS, purpose: 'status' });
      await queueLetter(trx, {
        id: letterId,
        about: { reportId: id },
        letter,
        ...(await mailOrPage(trx, id, { to: mailAddress(body.facts.who), onPage: isPageOnly(body.facts.who) }, at)),
        sealedLink: sealLink(deps, letterId, `${deps.publicUrl}/status/${link}`),
        host: new URL(deps.publicUrl).hostname,
        at,
      });
      await noteDanger(trx, id, { text: narrativeOf(body.facts), at });
      const told = { facts: body.facts, kind: body.kind, offenseCode: body.offenseCode, corrections: [] };
      await putKeys(trx, KEY_RULES, [{ reportId: id, keys: keysOf(told).map(({ key }) => key) }]);
      if (filing.submissionId !== undefined) await removeDraft(trx, filing.submissionId);
      await announce(trx, 'reports');
      await appendAudit(trx, {
        at,
        actor: 'person',
        action: 'report.file',
        target: id,
        outcome: 'success',
        source: filing.source,
        detail: {
          ...fromStaff(deps, filing.source),
          trackingNumber: number,
          ...(attachments.length > 0 ? { attachments: attachments.length } : {}),
        },
      });
      return { reportId: id, trackingNumber: number, receivedAt: at.toISOString(), accessCode, repeated: false };
    })
    .catch((error: unknown) => {
      if (error instanceof AlreadyFiled) return error.filed;
      throw error;
    });
}

/** Thrown to roll back the transaction, so that the tracking number it reserved is not wasted. */
class AlreadyFiled extends Error {
  readonly filed: Filed;
  constructor(reportId: string, trackingNumber: string, receivedAt: Date) {
    super('already filed');
    this.filed = { reportId, trackingNumber, receivedAt: receivedAt.toISOString(), accessCode: null, repeated: true };
  }
}

/** The first entry of the history shown to officers. */
function eventOf({ insteadOf, acceptedAt }: Filing): HistoryEvent {
  const confirmed = acceptedAt !== undefined;
  return insteadOf === undefined
    ? { code: confirmed ? 'filed_confirmed' : 'filed', params: {} }
    : { code: confirmed ? 'refiled_confirmed' : 'refiled', params: { insteadOf } };
}

/** Allowance for a reporter's clock that runs ahead of ours. */
const CLOCK_SLACK_MS = 10 * 60_000;

const keptQuestion = (code: string, kind: ReportKind, policy: Policy) =>
  policy.screening.find((one) => one.code === code && one.isKept && one.kinds.includes(kind));

/** Returns the facts with the screening questions in the agency's words, whatever words the sending program used. */
function inOwnWords({ kind, facts, notice }: IntakeBody, policy: Policy): Facts {
  const { answeredYes } = facts;
  if (answeredYes === undefined) return facts;
  const worded = answeredYes.map(({ code, question }) => {
    const own = keptQuestion(code, kind, policy);
    return { code, question: own === undefined ? question : screeningWords(own.ask, policy, notice.language) };
  });
  return { ...facts, answeredYes: worded };
}

/** Checks a report with a valid form against the policy and the calendar, and returns the errors. */
export function fieldErrors(body: IntakeBody, policy: Policy, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const { facts, kind, offenseCode, notice } = body;
  if (offenseCode !== null && policy.offenses.find((one) => one.code === offenseCode)?.kind !== kind) {
    errors.push(plainFault('offenseCode', 'offense_of_other_kind'));
  }
  for (const [at, { code }] of (facts.answeredYes ?? []).entries()) {
    if (keptQuestion(code, kind, policy) === undefined) {
      const detail = { code: 'not_in_policy', params: { value: code } } as const;
      errors.push({ path: `facts.answeredYes.${at}.code`, detail });
    }
  }
  if (notice.version !== policy.notice.version) {
    errors.push(plainFault('notice.version', 'notice_changed'));
  }
  if (kind === 'fraud' && facts.fraud === null) {
    errors.push(plainFault('facts.fraud', 'fraud_missing'));
  }
  if (kind !== 'fraud' && facts.items.length === 0) {
    errors.push(plainFault('facts.items', 'items_missing'));
  }
  if (!isInOrder(facts.when)) errors.push(plainFault('facts.when.to', 'end_before_start'));
  for (const end of ['from', 'to'] as const) {
    if (Date.parse(facts.when[end]) > now.getTime() + CLOCK_SLACK_MS) {
      errors.push(plainFault(`facts.when.${end}`, 'in_future'));
    }
    if (isTooEarly(facts.when[end])) errors.push(plainFault(`facts.when.${end}`, 'before_1900'));
  }
  if (facts.who.birthDate !== null && Date.parse(facts.who.birthDate) > now.getTime()) {
    errors.push(plainFault('facts.who.birthDate', 'in_future'));
  }
  if (facts.who.birthDate !== null && isTooEarly(facts.who.birthDate)) {
    errors.push(plainFault('facts.who.birthDate', 'before_1900'));
  }
  return errors;
}

/**
 * Returns errors for start and end times marked as day-only that fall on another day in the agency's time zone, or that
 * are not the first moment (start) or last minute (end) of their day.
 */
const dayErrors = ({ facts: { when } }: IntakeBody, { agency }: Policy, now: Date): FieldError[] =>
  apartFromTheirDay(when, agency.timeZone, now).map((end) => ({
    path: `facts.when.${end}`,
    detail: { code: end === 'from' ? 'not_first_moment' : 'not_last_minute', params: { timeZone: agency.timeZone } },
  }));
