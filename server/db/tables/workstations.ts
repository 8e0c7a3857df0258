import type { ColumnType } from 'kysely';
import type { UpdateProblem, WorkstationReport } from '#shared/domain/workstation.ts';
import type { Instant } from './columns.ts';

export type WorkstationTable = {
  /** Chosen by the workstation, at random. */
  id: string;
  name: string;
  version: string;
  channel: string;
  system: string;
  cache: WorkstationReport['cache'];
  waiting: number;
  drafts: number;
  reports: number;
  /** PostgreSQL's bigint, which `openDatabase` makes the driver read as a number. */
  cache_bytes: ColumnType<string | number, number, number>;
  /** Who was signed in when the workstation was last seen. The counts are for all accounts. */
  officer_id: string;
  /** Why its last update was not installed, and that update's version. */
  update_problem: UpdateProblem['problem'] | null;
  update_version: string | null;
  installed_for: WorkstationReport['installedFor'];
  first_seen_at: Instant;
  seen_at: Instant;
};

/** What an account has left on a workstation, as last reported. */
export type WorkstationAccountTable = {
  workstation_id: string;
  officer_id: string;
  waiting: number;
  /** Null if the workstation can't know. */
  drafts: number | null;
  said_at: Instant;
};
