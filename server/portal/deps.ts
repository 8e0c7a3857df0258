import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Facts, Language, Report, ReportKind } from '#shared/domain/report.ts';
import type { CityMap } from './site/city-map.ts';

/** What a live reply link stands for; `asked` holds codes of the policy's missing items. */
export type OpenFollowUp = { trackingNumber: string; language: Language; asked: readonly string[]; note: string };

/** A report that was sent before. */
export type Earlier = { trackingNumber: string; receivedAt: Date };

/** A form's answers as they were typed; `id` is the form's for ever. */
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

/** Why a file was not taken. */
export type UploadProblem = 'empty' | 'kind' | 'unreadable' | 'tooManyPixels' | 'tooLarge' | 'tooMany' | 'full';

/** Files that come with a form, under the form's own id, until it is submitted. */
export type Uploads = {
  /** Reads the source to its end. @returns null, or why the file was not taken. */
  keep: (upload: {
    uploadId: string;
    name: string;
    source: AsyncIterable<Uint8Array>;
    /** Whether it was cut off at the size that is allowed; known once the source has ended. */
    tooLarge: () => boolean;
    /** Whoever sends it: what it costs to draw is shared out fairly by that. */
    from: string;
  }) => Promise<UploadProblem | null>;
  list: (uploadId: string) => Promise<readonly KeptFile[]>;
  drop: (uploadId: string, id: string) => Promise<void>;
};

/** What a person writes; `uploadId` is the form under which files were kept. */
export type Told = { text: string; uploadId: string | null };

type Act = (reportId: string, told: Told, source: string) => Promise<boolean>;

/** The report's own page. Acts answer false when the report is no longer in a state for them. */
export type StatusDeps = {
  /** The report of an access code, as it was typed, or of a mailed private link; null for anything else. Changes nothing. */
  find: (by: { code: string } | { link: string }) => Promise<Report | null>;
  /** What was asked for last, for a report that waits for its person's answer. */
  asked: (reportId: string) => Promise<OpenFollowUp | null>;
  /** A code as it was typed, in its one form. */
  plainCode: (code: string) => string;
  /** Whether what is added to a report that was rejected as a duplicate reaches the one that stands for it. */
  passesOn: (report: Report) => Promise<boolean>;
  add: Act;
  appeal: Act;
  withdraw: Act;
  /** The insurer's copy of an approved report; null for any other. */
  copy: (report: Report, source: string) => Promise<{ file: Buffer; headers: Record<string, string> } | null>;
};

/** All that the person's pages need of the server; each is a plain function, so that the pages know no database. */
export type PortalDeps = {
  policy: () => Promise<Policy>;
  /**
   * Files a report. `submissionId` is a UUID of the form that was sent: a second call with it files nothing, gives
   * the same tracking number and says so in `repeated`.
   */
  fileReport: (
    body: IntakeBody,
    submissionId: string,
    source: string,
    /** When the notice was accepted, if not now; the rejected report that this one takes the place of. */
    more?: { acceptedAt?: Date; insteadOf?: string | undefined },
  ) => Promise<{ trackingNumber: string; accessCode: string | null; repeated: boolean }>;
  /** Reports that are not sent yet; what they say is readable with their mailed link alone. */
  drafts: {
    /** Whether mail leaves this server; without it nobody could confirm an address. */
    mailLeaves: boolean;
    /** `filed`: this form was sent already. */
    keep: (draft: KeptForm) => Promise<'kept' | 'too_many' | 'filed'>;
    open: (token: string, state: 'draft' | 'unconfirmed') => Promise<OpenForm | null>;
  };
  /**
   * The open report by which the same address told of the same before, as far as that can be found out now; only for a form
   * whose address was confirmed.
   */
  findResubmission: (body: IntakeBody, source: string) => Promise<Earlier | null>;
  /** Adds what a form says, and its files, to that report, and forgets the form; false when that is not possible any more. */
  addToResubmitted: (
    body: IntakeBody,
    form: { id: string; source: string },
    /** As `findResubmission` gave it for the same form. */
    trackingNumber: string,
  ) => Promise<boolean>;
  /** The rejected report to whose page this private link leads, to file it anew; null for any other. Changes nothing. */
  fileAgain: (link: string) => Promise<{ trackingNumber: string; facts: Facts } | null>;
  /** The follow-up behind a private link; null for a link that is unknown, expired or used. Changes nothing. */
  openFollowUp: (token: string) => Promise<OpenFollowUp | null>;
  /** Stores the person's answer and uses the link up; false when the link is not live. */
  answer: (by: { token: string } | { reportId: string }, told: Told, source: string) => Promise<boolean>;
  uploads: Uploads;
  status: StatusDeps;
  /** Mail that the demo mode puts into a folder, newest first; null where mail really goes out. */
  demoMail: { list: () => Promise<MailHead[]>; read: (name: string) => Promise<Mail | null> } | null;
  /** At least 32 random bytes, the same in every process of the server: seals forms and the page after sending. */
  secret: Uint8Array;
  /** Names of the city's streets, as suggestions; may be empty. */
  streets: readonly string[];
  /** The city's limits and neighborhoods; null where none are loaded. */
  city: CityMap | null;
  now: () => Date;
  /** Forms that one address may send, where the application counts them. */
  formsPerHour: number;
};

/** What was asked and answered, up to which length, in characters. */
export const ANSWER_MAX = 4000;
