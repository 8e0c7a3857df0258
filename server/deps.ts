import type { AnchorKey } from './audit/anchor-key.ts';
import type { PasswordWork } from './auth/password-work.ts';
import type { ServerKey } from './auth/server-key.ts';
import type { Db } from './db/open.ts';
import type { Vault } from './files/vault.ts';
import type { Drawing } from './files/view-copy.ts';

/** Dependencies of commands: everything that a test may want to replace. */
export type Deps = {
  db: Db;
  now: () => Date;
  /** Encrypts what must not be stored in plain text in the database. */
  key: ServerKey;
  /** The server's public URL, without a trailing slash. */
  publicUrl: string;
  /** Signs exports of the audit log; missing where this process has no such key. */
  anchorKey?: AnchorKey | undefined;
  /** Whether an address belongs to the agency's own computers; missing if the agency listed none. */
  isStaff?: (source: string) => boolean;
};

/** Dependencies of commands about accounts. */
export type AccountDeps = Deps & { passwords: PasswordWork };

/** Dependencies of commands about attachments. */
export type FileDeps = Deps & { vault: Vault };

/** Dependencies for storing a file that a person uploads. */
export type UploadDeps = FileDeps & { drawing: Drawing };

/** Dependencies for generating PDFs; `fonts` is the folder of runtime assets. */
export type PaperDeps = FileDeps & { fonts: string };
