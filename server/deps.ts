import type { PasswordWork } from './auth/password-work.ts';
import type { ServerKey } from './auth/server-key.ts';
import type { Db } from './db/open.ts';
import type { Vault } from './files/vault.ts';

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

/** What papers are drawn with: the folder of run-time assets. */
export type PaperDeps = FileDeps & { fonts: string };
