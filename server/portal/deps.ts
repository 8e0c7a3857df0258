import type { Readable } from 'node:stream';
import type { IntakeBody } from '#shared/api.ts';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Facts, Language, Report, ReportKind } from '#shared/domain/report.ts';
import type { StreetLine } from '#shared/domain/street-lines.ts';
import type { CityMap } from './site/city-map.ts';

/** The follow-up that a valid reply link leads to; `asked` contains the codes of the requested items. */
export type OpenFollowUp = {
  trackingNumber: string;
  language: Language;
  asked: readonly string[];
  /** The officer's own question; null for none. */
  question: string | null;
  note: string;
  /** The last day (YYYY-MM-DD) to answer in time; null after that day. */
  answerBy: string | null;
  /** When the link expires; null on the report's own page, which doesn't expire. */
  until: Date | null;
  /** The report that the question is about; null on the report's own page, which shows it already. */
  report: Report | null;
};

/** Why a link no longer works: it expired, it was used, or its report is no longer waiting on the reporter. */
export type LinkEnd = { how: 'over' | 'used' | 'moved'; at: Date; trackingNumber: string; language: Language };

/** A report that was filed earlier. */
export type Earlier = { trackingNumber: string; receivedAt: Date };

/** What has become of a form that was sent; see `filedBefore`. */
export type FiledBefore = { report: Report; isNew: boolean; accessCode: string | null };

/** A form's answers as typed; `id` is the form's permanent ID. */
type FormContent = {
  id: string;
  kind: ReportKind;
  lang: Language;
  answers: Readonly<Record<string, string>>;
  insteadOf?: string | undefined;
};
export type KeptForm = FormContent & { state: 'draft' | 'unconfirmed'; email: string; source: string };
export type OpenForm = FormContent & { keptAt: Date };

export type MailHead = { name: string; from: string; to: string; subject: string; at: Date };
export type Mail = MailHead & { text: string; html: string | null };

export type KeptFile = {
  id: string;
  name: string;
  bytes: number;
  /** Whether there is a display copy, from which a thumbnail can be made. */
  hasPicture: boolean;
};

/** The progress of a file that is uploaded in pieces. */
export type Part = {
  name: string;
  bytes: number;
  /** Where the next piece starts. */
  received: number;
  /** The result; null until all pieces have arrived and the file has been checked. */
  done: { problem: UploadProblem | null } | null;
};

/** Identifies a file that is uploaded in pieces; it belongs to one form. */
export type PartKey = { id: string; uploadId: string };

/** Files uploaded with a form, stored under the form's ID until it is submitted. */
export type Uploads = {
  /** Stores an upload, reading its source to the end. @returns null, or why the file was refused. */
  keep: (upload: {
    uploadId: string;
    name: string;
    source: AsyncIterable<Uint8Array>;
    /** Whether the file was cut off at the size limit; known only after the source has ended. */
    tooLarge: () => boolean;
    /** Identifies the sender, so that rendering time is shared fairly. */
    from: string;
  }) => Promise<UploadProblem | null>;
  /** Files that are uploaded in pieces; `keep` then accepts or refuses each. */
  parts: {
    /** Starts a file. @returns its ID, or why it won't be accepted. */
    start: (part: {
      uploadId: string;
      name: string;
      bytes: number;
      from: string;
    }) => Promise<{ id: string } | UploadProblem>;
    find: (part: PartKey) => Promise<Part | null>;
    /**
     * Adds a piece, and after the last one checks the whole file.
     * @returns null for an unknown file; `taken` is false if the piece does not start where the last one ended.
     */
    append: (
      part: PartKey & { from: string },
      piece: { startsAt: number; data: Buffer },
    ) => Promise<(Part & { taken: boolean }) | null>;
  };
  list: (uploadId: string) => Promise<readonly KeptFile[]>;
  drop: (uploadId: string, id: string) => Promise<void>;
  /** A thumbnail (JPEG) of a file; null if there is none. `from`: see `keep`. */
  picture: (id: string, from: string) => Promise<Buffer | null>;
};

/** Text that a person enters; `uploadId` is the ID of the form under which the files were uploaded. */
export type Told = { text: string; uploadId: string | null };

type Act = (reportId: string, told: Told, source: string) => Promise<boolean | 'full'>;

/**
 * What opens a report: the key of a link in an e-mail, or a code that was typed with the tracking number. A code that
 * was printed is never accepted as a key, because others may see the paper.
 */
export type Key = { link: string } | { code: string };

/**
 * Dependencies of the report's own page. Acts return false when the report's state no longer allows them, and `full`
 * when the report can't take more from its reporter.
 */
export type StatusDeps = {
  /**
   * Finds the report for an access code as typed, or for a private link from an e-mail; null for anything else. Changes
   * nothing.
   */
  find: (by: Key) => Promise<Report | null>;
  /** Returns the latest follow-up of a report that is waiting on its reporter; null for any other report. */
  asked: (reportId: string) => Promise<OpenFollowUp | null>;
  /** Normalizes a typed code. */
  plainCode: (code: string) => string;
  /** Whether additions to a report that was rejected as a duplicate are passed on to its primary report. */
  passesOn: (report: Report) => Promise<boolean>;
  /** Whether the report, or the primary report that its additions are passed on to, can't take more from its reporter. */
  isFull: (report: Report, act: 'add' | 'message') => Promise<boolean>;
  /** Median number of business days to a decision about this kind in the last 30 days; null for too few decisions. */
  typicalDays: (kind: ReportKind, timeZone: string) => Promise<number | null>;
  /** E-mails a new private link if number and address match. The page must not reveal whether they did. */
  mailLink: (asked: { trackingNumber: string; email: string }, source: string) => Promise<unknown>;
  add: Act;
  message: Act;
  found: Act;
  appeal: Act;
  withdraw: Act;
  /** Whether this form has already done this, with the same text. Changes nothing. */
  wasSent: (reportId: string, act: string, told: Told) => Promise<boolean>;
  /** A file that an officer sent with a message; null for any other file, or if malware was found in it. */
  file: (
    report: Report,
    id: string,
    source: string,
  ) => Promise<{ file: Readable | Buffer; headers: Record<string, string> } | null>;
  /**
   * The insurer's copy of an approved report, with or without the person's name and address; null for any other report.
   */
  copy: (
    report: Report,
    source: string,
    shown: { withPerson: boolean },
  ) => Promise<{ file: Buffer; headers: Record<string, string> } | null>;
};

/**
 * Everything that the portal's pages need from the server; plain functions, so the pages don't depend on the database.
 */
export type PortalDeps = {
  policy: () => Promise<Policy>;
  /**
   * Files a report. `submissionId` is the form's UUID: a second call with the same UUID files nothing, returns the same
   * tracking number, and sets `repeated`. It returns the access code only to the browser that sent the form, and only
   * for half an hour.
   */
  fileReport: (
    body: IntakeBody,
    submissionId: string,
    from: { source: string; browser: string },
    /**
     * `acceptedAt`: when the notice was accepted, if not now. `insteadOf`: the rejected report that this one replaces.
     */
    more?: { acceptedAt?: Date; insteadOf?: string | undefined },
  ) => Promise<{ trackingNumber: string; accessCode: string | null; repeated: boolean }>;
  /**
   * The report that a form has become or, unless `isNew`, was added to; null if the form was not sent yet. `accessCode`:
   * see `fileReport`. Changes nothing.
   */
  filedBefore: (formId: string, browser: string) => Promise<FiledBefore | null>;
  /** Reports that have not been filed yet. They can be decrypted only with the link in the e-mail. */
  drafts: {
    /** Whether this server sends e-mail; without it, no one could confirm an address. */
    sendsMail: boolean;
    /**
     * Stores a draft. Returns `filed` when this form was already filed, and `full` when there is no room for more drafts.
     */
    keep: (draft: KeptForm) => Promise<'kept' | 'too_many' | 'filed' | 'full'>;
    open: (token: string, state: 'draft' | 'unconfirmed') => Promise<OpenForm | null>;
  };
  /**
   * Finds an open report about the same incident from the same e-mail address; null if there is none or the search is
   * not available. Only for a form whose address was confirmed.
   */
  findResubmission: (body: IntakeBody, source: string) => Promise<Earlier | null>;
  /**
   * Adds a form's content and files to the report found by `findResubmission`, and deletes the draft; returns false
   * when that is no longer possible.
   */
  addToResubmitted: (
    body: IntakeBody,
    form: { id: string; source: string },
    /** The tracking number returned by `findResubmission` for the same form. */
    trackingNumber: string,
  ) => Promise<boolean>;
  /**
   * Returns the rejected report that this private link leads to, as it was filed, so that it can be filed again; null
   * for any other link. `language` is that of the person's letters. Changes nothing.
   */
  fileAgain: (link: string) => Promise<{ trackingNumber: string; facts: Facts; language: Language } | null>;
  /** The follow-up behind a private link; null for a link that is unknown, expired, or used. Changes nothing. */
  openFollowUp: (key: Key) => Promise<OpenFollowUp | null>;
  /** Why a reply link no longer works in `openFollowUp`; null if there was no such link. */
  endOfReplyLink: (key: Key) => Promise<LinkEnd | null>;
  /** Stores the person's answer and marks the link as used; returns false when the link is no longer valid. */
  answer: (by: Key | { reportId: string }, told: Told, source: string) => Promise<boolean>;
  uploads: Uploads;
  status: StatusDeps;
  /** Mail that demo mode saves to a folder, newest first; null when mail is really sent. */
  demoMail: { list: () => Promise<MailHead[]>; read: (name: string) => Promise<Mail | null> } | null;
  /**
   * At least 32 random bytes, the same in every process of the server, used to seal forms and the confirmation page.
   */
  secret: Uint8Array;
  /** Whether people open these pages over HTTPS, even if a proxy connects to the server without it. */
  isSecure: boolean;
  /** Names of the city's streets, as suggestions; may be empty. */
  streets: readonly string[];
  /** The lines of the agency's streets, for the map; may be empty. */
  streetLines: readonly StreetLine[];
  /** The city's limits and neighborhoods; null when none are loaded. */
  city: CityMap | null;
  now: () => Date;
  /** Number of forms that one IP address may send per hour; the portal's rate limits are based on it. */
  formsPerHour: number;
  /** Whether the disks have room for what people send. */
  takesReports: () => boolean;
  /** Whether one more report whose address nobody confirmed may be filed now; counts it. */
  mayFile: (danger: boolean) => boolean;
};

/** Maximum length of an answer, in characters. */
export const ANSWER_MAX = 4000;
