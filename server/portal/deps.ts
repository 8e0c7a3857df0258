import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Facts, Language, Report, ReportKind } from '#shared/domain/report.ts';
import type { CityMap } from './site/city-map.ts';

/** The follow-up that a live reply link leads to; `asked` holds codes of the policy's missing items. */
export type OpenFollowUp = { trackingNumber: string; language: Language; asked: readonly string[]; note: string };

/** A report that was filed earlier. */
export type Earlier = { trackingNumber: string; receivedAt: Date };

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

export type KeptFile = { id: string; name: string; bytes: number };

/** Why a file was rejected. */
export type UploadProblem = 'empty' | 'kind' | 'unreadable' | 'tooManyPixels' | 'tooLarge' | 'tooMany' | 'full';

/** Files uploaded with a form, stored under the form's ID until it is submitted. */
export type Uploads = {
  /** Reads the source to its end. @returns null, or why the file was refused. */
  keep: (upload: {
    uploadId: string;
    name: string;
    source: AsyncIterable<Uint8Array>;
    /** Whether it was cut off at the size limit; known once the source has ended. */
    tooLarge: () => boolean;
    /** Identifies the sender, so the cost of drawing is shared fairly. */
    from: string;
  }) => Promise<UploadProblem | null>;
  list: (uploadId: string) => Promise<readonly KeptFile[]>;
  drop: (uploadId: string, id: string) => Promise<void>;
};

/** What a person writes; `uploadId` is the form that the files were uploaded under. */
export type Told = { text: string; uploadId: string | null };

type Act = (reportId: string, told: Told, source: string) => Promise<boolean>;

/** The report's own page. Acts return false when the report's state no longer allows them. */
export type StatusDeps = {
  /** The report for an access code as typed, or for an emailed private link; null for anything else. Changes nothing. */
  find: (by: { code: string } | { link: string }) => Promise<Report | null>;
  /** The latest request, for a report that waits for its person's answer. */
  asked: (reportId: string) => Promise<OpenFollowUp | null>;
  /** Normalizes a typed code. */
  plainCode: (code: string) => string;
  /** Whether additions to a report that was rejected as a duplicate reach its primary. */
  passesOn: (report: Report) => Promise<boolean>;
  add: Act;
  appeal: Act;
  withdraw: Act;
  /** The insurer's copy of an approved report; null for any other. */
  copy: (report: Report, source: string) => Promise<{ file: Buffer; headers: Record<string, string> } | null>;
};

/** Everything that the portal's pages need from the server; plain functions, so the pages don't depend on the database. */
export type PortalDeps = {
  policy: () => Promise<Policy>;
  /**
   * Files a report. `submissionId` is the form's UUID: a second call with it files nothing, returns the same tracking
   * number, and sets `repeated`.
   */
  fileReport: (
    body: IntakeBody,
    submissionId: string,
    source: string,
    /** When the notice was accepted, if not now; the rejected report that this one replaces. */
    more?: { acceptedAt?: Date; insteadOf?: string | undefined },
  ) => Promise<{ trackingNumber: string; accessCode: string | null; repeated: boolean }>;
  /** Reports that are not sent yet; only their emailed link can decrypt them. */
  drafts: {
    /** Whether this server sends email; without it no one could confirm an address. */
    mailLeaves: boolean;
    /** `filed`: this form was already sent. */
    keep: (draft: KeptForm) => Promise<'kept' | 'too_many' | 'filed'>;
    open: (token: string, state: 'draft' | 'unconfirmed') => Promise<OpenForm | null>;
  };
  /**
   * The open report in which the same address already reported this incident, if that can be found out now. Only for a
   * form whose address was confirmed.
   */
  findResubmission: (body: IntakeBody, source: string) => Promise<Earlier | null>;
  /** Adds a form's content and files to that report, and forgets the form; false when that is no longer possible. */
  addToResubmitted: (
    body: IntakeBody,
    form: { id: string; source: string },
    /** As returned by `findResubmission` for the same form. */
    trackingNumber: string,
  ) => Promise<boolean>;
  /** The rejected report that this private link leads to, for filing it again; null for any other. Changes nothing. */
  fileAgain: (link: string) => Promise<{ trackingNumber: string; facts: Facts } | null>;
  /** The follow-up behind a private link; null for a link that is unknown, expired, or used. Changes nothing. */
  openFollowUp: (token: string) => Promise<OpenFollowUp | null>;
  /** Stores the person's answer and uses up the link; false when the link is not live. */
  answer: (by: { token: string } | { reportId: string }, told: Told, source: string) => Promise<boolean>;
  uploads: Uploads;
  status: StatusDeps;
  /** Mail that demo mode saves to a folder, newest first; null when mail is really sent. */
  demoMail: { list: () => Promise<MailHead[]>; read: (name: string) => Promise<Mail | null> } | null;
  /** At least 32 random bytes, the same in every process of the server: seals forms and the confirmation page. */
  secret: Uint8Array;
  /** Names of the city's streets, as suggestions; may be empty. */
  streets: readonly string[];
  /** The city's limits and neighborhoods; null when none are loaded. */
  city: CityMap | null;
  now: () => Date;
  /** Forms that one address may send per hour; the portal's rate limits are based on it. */
  formsPerHour: number;
};

/** Maximum length of an answer, in characters. */
export const ANSWER_MAX = 4000;
