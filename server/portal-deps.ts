import { knownFacts } from '#shared/domain/known-facts.ts';
import { hasRoom } from '#shared/domain/own-entries.ts';
import { replyDay } from '#shared/domain/reply-terms.ts';
import type { Report } from '#shared/domain/report.ts';
import type { StreetLine } from '#shared/domain/street-lines.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { plainAccessCode } from './auth/access-code.ts';
import { readSentFile } from './commands/audit/read-attachment.ts';
import { openDraft, saveDraft } from './commands/drafts/save-draft.ts';
import { appendPiece, startPart } from './commands/drafts/save-in-pieces.ts';
import { saveUpload } from './commands/drafts/save-upload.ts';
import { smallPicture } from './commands/drafts/small-picture.ts';
import { typicalDays } from './commands/figures/typical-days.ts';
import { insurerCopy } from './commands/letters/insurer-copy.ts';
import { mailLink } from './commands/letters/mail-link.ts';
import { addInformation, withdrawReport, writeMessage } from './commands/reports/add-information.ts';
import { answerFollowUp } from './commands/reports/answer-follow-up.ts';
import { appealReport } from './commands/reports/appeal.ts';
import { fileReport } from './commands/reports/file-report.ts';
import { filedBefore } from './commands/reports/filed-before.ts';
import { addToResubmitted, findResubmission } from './commands/reports/find-resubmission.ts';
import { foundIt } from './commands/reports/found.ts';
import { isAnswerable } from './commands/reports/pass-to-primary.ts';
import { dropUpload, uploadsOf } from './db/attachments.ts';
import { findPart } from './db/partial-uploads.ts';
import { currentPolicy } from './db/policy.ts';
import { endOfReplyLink, linkByKey } from './db/private-link.ts';
import { followUpOf, reportByCode, reportByLink, reportByNumber, stateOfNumber } from './db/status.ts';
import { wasSent } from './db/used-forms.ts';
import type { PaperDeps, UploadDeps } from './deps.ts';
import type { Duplicates } from './duplicates/searcher.ts';
import type { FilingBrake } from './filing-brake.ts';
import { listDemoMail, readDemoMail } from './mail/demo-folder.ts';
import type { PortalDeps } from './portal/deps.ts';
import type { CityMap } from './portal/site/city-map.ts';
import { keptFile } from './portal/site/pictures.ts';
import { fileAnswer } from './routes/file-answer.ts';

type Given = {
  duplicates: Duplicates;
  secret: Uint8Array;
  streets: readonly string[];
  streetLines: readonly StreetLine[];
  city: CityMap | null;
  formsPerHour: number;
  brake: FilingBrake;
  takesReports: () => boolean;
  /** Called when a reporter has appealed. */
  tellAppeal: () => void;
  /** Whether this server sends e-mail at all. */
  sendsMail: boolean;
  /** The folder for demo e-mail, or null if e-mail is really sent. */
  demoMail: string | null;
};

/** Connects the portal's pages to commands and queries. */
export function portalDeps(
  deps: PaperDeps & UploadDeps,
  {
    duplicates,
    secret,
    streets,
    streetLines,
    city,
    formsPerHour,
    brake,
    takesReports,
    tellAppeal,
    sendsMail,
    demoMail,
  }: Given,
): PortalDeps {
  const answerBy = async (report: Pick<Report, 'state' | 'history'>) => {
    const { agency, holidays } = await currentPolicy(deps.db);
    return replyDay(report, { timeZone: agency.timeZone, holidays });
  };
  const stateOf = async (number: string | null | undefined) =>
    typeof number === 'string' ? stateOfNumber(deps.db, number) : null;
  return {
    policy: () => currentPolicy(deps.db),
    fileReport: (body, submissionId, { source, browser }, { acceptedAt, insteadOf } = {}) =>
      fileReport(deps, body, {
        source,
        submissionId,
        browser,
        ...(acceptedAt === undefined ? {} : { acceptedAt }),
        ...(insteadOf === undefined ? {} : { insteadOf }),
      }),
    drafts: {
      sendsMail,
      keep: (draft) => saveDraft(deps, draft),
      open: (token, state) => openDraft(deps, token, state),
    },
    filedBefore: (formId, browser) => filedBefore(deps.db, formId, { browser, now: deps.now() }),
    findResubmission: (body, source) => findResubmission(deps, duplicates, body, source),
    addToResubmitted: (body, form, trackingNumber) => addToResubmitted(deps, body, form, trackingNumber),
    fileAgain: async (link) => {
      const report = await reportByLink(deps.db, { link }, deps.now());
      if (report?.state !== 'rejected') return null;
      const { trackingNumber, facts } = report;
      return { trackingNumber, facts, language: knownFacts(report).who.language };
    },
    openFollowUp: async (key) => {
      const target = await linkByKey(deps.db, key, deps.now());
      if (target?.purpose !== 'reply') return null;
      if (!isAnswerable(target.state, await stateOf(target.duplicateOf))) return null;
      return {
        ...target,
        answerBy: await answerBy(target),
        report: await reportByNumber(deps.db, target.trackingNumber),
      };
    },
    endOfReplyLink: (key) => endOfReplyLink(deps.db, key, deps.now()),
    answer: (by, told, source) => answerFollowUp(deps, { by, ...told }, source),
    uploads: {
      keep: async (upload) => {
        const result = await saveUpload(deps, upload);
        return result.ok ? null : result.problem;
      },
      parts: {
        start: (part) => startPart(deps, part),
        find: (part) => findPart(deps.db, part),
        append: (part, piece) => appendPiece(deps, part, piece),
      },
      list: async (uploadId) => (await uploadsOf(deps.db, uploadId)).map(keptFile),
      picture: (id, from) => smallPicture(deps, id, from),
      drop: (uploadId, id) => dropUpload(deps.db, uploadId, id),
    },
    status: {
      // The code may also come from a printed letter.
      find: async (by) =>
        ('code' in by ? await reportByCode(deps.db, by.code) : null) ??
        reportByLink(deps.db, 'code' in by ? { code: plainAccessCode(by.code) } : by, deps.now()),
      asked: async (reportId) => {
        const asked = await followUpOf(deps.db, reportId);
        return asked === null ? null : { ...asked, answerBy: await answerBy(asked), until: null, report: null };
      },
      plainCode: plainAccessCode,
      passesOn: async ({ state, duplicateOf }) => {
        const primary = state === 'rejected' ? await stateOf(duplicateOf) : null;
        return primary !== null && isOpen(primary);
      },
      isFull: async ({ state, duplicateOf, history, trackingNumber }, act) => {
        if (!hasRoom(history)) return true;
        const goesTo = act === 'add' && state === 'rejected' ? (duplicateOf ?? null) : null;
        const primary = goesTo === null ? null : await reportByNumber(deps.db, goesTo);
        return primary !== null && !hasRoom(primary.history, 1, trackingNumber);
      },
      typicalDays: typicalDays(deps.db, deps.now),
      mailLink: (asked, source) => mailLink(deps, asked, source),
      add: (reportId, told, source) => addInformation(deps, reportId, told, source),
      message: (reportId, told, source) => writeMessage(deps, reportId, told, source),
      found: (reportId, { text, uploadId }, source) => foundIt(deps, reportId, text, source, uploadId),
      appeal: async (reportId, { text, uploadId }, source) => {
        const done = await appealReport(deps, { reportId, text, formId: uploadId }, source);
        if (done === true) tellAppeal();
        return done !== false;
      },
      withdraw: (reportId, told, source) => withdrawReport(deps, reportId, told, source),
      wasSent: (reportId, act, { text, uploadId }) => wasSent(deps.db, reportId, { id: uploadId, act, text }),
      file: async (report, id, source) => {
        const read = await readSentFile(deps, report, id, source);
        return read === null ? null : fileAnswer(read);
      },
      copy: (report, source, shown) => insurerCopy(deps, report, source, shown),
    },
    demoMail:
      demoMail === null ? null : { list: () => listDemoMail(demoMail), read: (name) => readDemoMail(demoMail, name) },
    secret,
    isSecure: deps.publicUrl.startsWith('https:'),
    streets,
    streetLines,
    city,
    formsPerHour,
    mayFile: brake.take,
    takesReports,
    now: deps.now,
  };
}
