import type { Db } from './db/open.ts';

/** What commands stand on. Everything that a test may want to be different is here. */
export type Deps = {
  db: Db;
  now: () => Date;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
};
