import type { Generated, Selectable } from 'kysely';
import type { LetterKind } from '#shared/domain/policy.ts';
import type { Language } from '#shared/domain/report.ts';
import type { Instant, Optional, OptionalInstant } from './columns.ts';

export type LetterTable = {
  id: string;
  /** Null for a letter about a draft. */
  report_id: Optional<string>;
  draft_id: Optional<string>;
  kind: LetterKind;
  language: Language;
  /** Null if the letter is not, or no longer, sent by e-mail, such as when the reporter gave no address. */
  to_address: Optional<string>;
  subject: string;
  /** Includes the case number, but only a placeholder for the private link. */
  text: string;
  html: string;
  /** The private link, encrypted and kept only until the letter is sent or printed; see `sealLink`. */
  private_link: Optional<string>;
  message_id: string;
  queued_at: Instant;
  /** When the mail server accepted the letter. From then on it is never sent again and only needs to be marked as sent. */
  handed_over_at: OptionalInstant;
  sent_at: OptionalInstant;
  attempts: Generated<number>;
  next_attempt_at: OptionalInstant;
  last_error: Optional<string>;
  failed_at: OptionalInstant;
  /** The address that could not be reached; `to_address` is then null, and the letter must be printed. */
  failed_address: Optional<string>;
  /**
   * When a PDF of the letter was last made for printing. From then on, the letter may be in the mail, even if nobody
   * marks it as printed.
   */
  on_paper_at: OptionalInstant;
  printed_at: OptionalInstant;
  printed_by: Optional<string>;
  /**
   * When the decision that the letter is about was reopened before the letter had gone out. The letter is then never
   * sent or printed.
   */
  withdrawn_at: OptionalInstant;
  /** Whether the reporter reads the letter only on the report's page. The letter is then neither sent nor printed. */
  on_page: Generated<boolean>;
};

export type LetterRow = Selectable<LetterTable>;

/** The latest e-mails to unconfirmed addresses. `mailbox` is the SHA-256 of the address in its mailbox's form, hexadecimal. */
export type CountedMailTable = { mailbox: string; at: Instant };

export type LinkPurpose = 'reply' | 'status';

export type PrivateLinkTable = {
  /** SHA-256 of the 128 random bits in the link, hexadecimal. */
  token_hash: string;
  /** Whether these bits were printed as a code. Such a code counts only when typed with the tracking number, never in a URL. */
  on_paper: Generated<boolean>;
  report_id: string;
  act_id: Optional<string>;
  purpose: LinkPurpose;
  created_at: Instant;
  expires_at: Instant;
  used_at: OptionalInstant;
};
