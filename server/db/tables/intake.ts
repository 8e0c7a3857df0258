import type { Generated } from 'kysely';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import type { Instant, Optional, OptionalInstant, OptionalJson } from './columns.ts';

export type AttachmentTable = {
  id: string;
  /** Null until the form that the file was uploaded with is submitted. */
  report_id: Optional<string>;
  /** ID of the form that the file was uploaded with, until that form is submitted. */
  upload_id: Optional<string>;
  /** The file's name in the vault. Demo reports share files; real ones never do. */
  file_id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  view: OptionalJson<AttachmentMeta['view']>;
  received_at: Instant;
  /** The network that sent the file, until its form is submitted. */
  source: Optional<string>;
  /** The malware scanner's result, when it was found, and the name of the malware; null until the file is scanned. */
  scan: Optional<'clean' | 'infected'>;
  scanned_at: OptionalInstant;
  scan_found: Optional<string>;
  /** How often this file could not be scanned: the first time, and whenever another one could be. */
  scan_failures: Generated<number>;
  /** When a file that could not be scanned is tried again. */
  scan_again_at: OptionalInstant;
};

/**
 * An unfinished report, or a finished one whose address is not confirmed. Its contents can be decrypted only with its
 * link.
 */
export type DraftTable = {
  /** The form's ID; the report made from it stores it as `submission_id`. */
  id: string;
  state: 'draft' | 'unconfirmed';
  /** SHA-256 of the 128 random bits in the link, hexadecimal. */
  token_hash: string;
  /** Encrypted with AES-256-GCM and a key derived from the token; see `saveDraft`. */
  sealed: Buffer;
  kept_at: Instant;
  expires_at: Instant;
  /** The network that saved it. */
  source: Optional<string>;
};

/** What was already sent with a form of the public pages. It is removed with its report. */
export type UsedFormTable = {
  form_id: string;
  /** `report` for a whole report; for an act on a report's own page, the act and the SHA-256 of its text. */
  sent: string;
  report_id: string;
  at: Instant;
  /** The access code of the report that was filed, encrypted for the browser that sent the form; see `sealCode`. */
  code: Optional<Buffer>;
};

/** A file that arrives in pieces; kept for a while afterward, so that the browser can ask for the result. */
export type PartialUploadTable = {
  id: string;
  /** ID of the form that the file goes with. */
  upload_id: string;
  name: string;
  bytes: number;
  started_at: Instant;
  /** When a process began to assemble the pieces. */
  finishing_at: OptionalInstant;
  done_at: OptionalInstant;
  /** The network that sends it. */
  source: Optional<string>;
  /** Why the whole file was refused. */
  problem: Optional<UploadProblem>;
};

export type PartialPieceTable = {
  part_id: string;
  starts_at: number;
  bytes: number;
  /** The piece's name in the vault. */
  file_id: string;
};

export type FileRemovalTable = { file_id: string; since: Instant };
