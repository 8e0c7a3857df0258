import type { AttachmentMeta } from '#shared/domain/report.ts';
import type { Instant, Optional, OptionalJson } from './columns.ts';

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
};

export type FileRemovalTable = { file_id: string; since: Instant };
