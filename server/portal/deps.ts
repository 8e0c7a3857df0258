import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language } from '#shared/domain/report.ts';
import type { CityMap } from './city-map.ts';

/** What a live reply link stands for; `asked` holds codes of the policy's missing items. */
export type OpenFollowUp = { trackingNumber: string; language: Language; asked: readonly string[]; note: string };

export type MailHead = { name: string; from: string; to: string; subject: string; at: Date };
export type Mail = MailHead & { text: string; html: string | null };

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
  ) => Promise<{ trackingNumber: string; repeated: boolean }>;
  /** The follow-up behind a private link; null for a link that is unknown, expired or used. Changes nothing. */
  openFollowUp: (token: string) => Promise<OpenFollowUp | null>;
  /** Stores the person's answer and uses the link up; false when the link is not live. */
  answer: (token: string, text: string, source: string) => Promise<boolean>;
  /** Mail that the demo mode puts into a folder, newest first; null where mail really goes out. */
  demoMail: { list: () => Promise<MailHead[]>; read: (name: string) => Promise<Mail | null> } | null;
  /** At least 32 random bytes, the same in every process of the server: seals forms and the page after sending. */
  secret: Uint8Array;
  /** Names of the city's streets, as suggestions; may be empty. */
  streets: readonly string[];
  /** The city's limits and neighbourhoods; null where none are loaded. */
  city: CityMap | null;
  now: () => Date;
  /** Forms that one address may send, where the application counts them. */
  formsPerHour: number;
};

/** What was asked and answered, up to which length, in characters. */
export const ANSWER_MAX = 4000;
