import { randomAccessCode, sealCode } from '#server/auth/access-code.ts';
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
import { inTransaction } from '#server/db/transaction.ts';
import { noteReported } from '#server/db/used-forms.ts';
import type { Deps } from '#server/deps.ts';
import { KEY_RULES, keysOf } from '#server/linkage/model.ts';
import { fromStaff } from '#server/staff-networks.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { IntakeBody } from '#shared/api.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Facts } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { receivedLetter } from '#shared/letters/letter.ts';
import { isPageOnly, mailAddress } from '#shared/letters/mail-address.ts';
import { screeningWords } from '#shared/letters/screening-words.ts';
import { narrativeOf } from '#shared/screening/danger.ts';
import { keepLink, STATUS_LINK_DAYS } from '../letters/send-letter.ts';
import { filedBefore } from './filed-before.ts';
import { dayErrors, fieldErrors, keptQuestion } from './filing-errors.ts';

export type Filed = {
  reportId: string;
  trackingNumber: string;
  receivedAt: string;
  /** Null if the form was already filed, except for the browser that sent it and for half an hour. */
  accessCode: string | null;
  repeated: boolean;
};

export type Filing = {
  /** The address that the report was sent from. */
  source: string;
  /** UUID of the form. Sending the form again files nothing and returns the first result. */
  submissionId?: string;
  /** The random ID of the browser that sends the form. Only this browser may see the access code again. */
  browser?: string;
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
  return inTransaction(deps.db, async (trx) => {
    const policy = await currentPolicy(trx);
    const fields = fieldErrors(body, policy, at);
    // Skipped for forms from the portal: the portal has already converted days to times, and a form may be confirmed on
    // a later day than it was filled in.
    if (filing.submissionId === undefined) fields.push(...dayErrors(body, policy, at));
    if (fields.length > 0) throw new AppError('against_rule', { fields });

    // A second copy of the same form waits here and then finds the first.
    const { submissionId: formId, browser } = filing;
    if (formId !== undefined) {
      await lockSubmission(trx, formId);
      const before = await filedBefore(trx, formId, { browser, now: at });
      if (before !== null) {
        const { report, accessCode } = before;
        const { id: reportId, trackingNumber, receivedAt } = report;
        return { reportId, trackingNumber, receivedAt, accessCode, repeated: true };
      }
    }
    const number = await nextTrackingNumber(trx, yearIn(policy.agency.timeZone, at));
    const id = uuidv7(at);
    const letter = receivedLetter(
      { trackingNumber: number, caseNumber: null, facts: body.facts, kind: body.kind, offenseCode: body.offenseCode },
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
    if (formId !== undefined) {
      await removeDraft(trx, formId);
      const code = browser === undefined ? null : sealCode(browser, formId, accessCode);
      await noteReported(trx, { formId, reportId: id, at, code });
    }
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
  });
}

/** The first entry of the history shown to officers. */
function eventOf({ insteadOf, acceptedAt }: Filing): HistoryEvent {
  const confirmed = acceptedAt !== undefined;
  return insteadOf === undefined
    ? { code: confirmed ? 'filed_confirmed' : 'filed', params: {} }
    : { code: confirmed ? 'refiled_confirmed' : 'refiled', params: { insteadOf } };
}

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
