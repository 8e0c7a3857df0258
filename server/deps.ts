import type { PasswordWork } from './auth/password-work.ts';
import type { ServerKey } from './auth/server-key.ts';
import type { Db } from './db/open.ts';
import type { Vault } from './files/vault.ts';
import type { Drawing } from './files/view-copy.ts';

/** What commands stand on. Everything that a test may want to be different is here. */
export type Deps = {
  db: Db;
  now: () => Date;
  /** Seals what must not lie in clear in the database. */
  key: ServerKey;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
};

/** What commands about accounts stand on. */
export type AccountDeps = Deps & { passwords: PasswordWork };

/** What commands about attachments stand on. */
export type FileDeps = Deps & { vault: Vault };

/** What keeping a file that a person sends stands on. */
export type UploadDeps = FileDeps & { drawing: Drawing };

/** What papers are drawn with: the folder of run-time assets. */
export type PaperDeps = FileDeps & { fonts: string };
