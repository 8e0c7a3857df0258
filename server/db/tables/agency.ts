import type { Generated, JSONColumnType } from 'kysely';
import type { Policy } from '#shared/domain/policy.ts';
import type { Instant, Optional } from './columns.ts';

/** Has a single row. A new `epoch` invalidates every cursor of the change feed. */
export type AgencyTable = {
  id: Generated<boolean>;
  epoch: Generated<string>;
  /**
   * Which PostgreSQL cluster and timeline wrote `changed_txid`. If it differs from the current one, the database was
   * restored.
   */
  incarnation: Optional<string>;
  /** Half of the secret that seals what the portal stores in browser forms; the server's key is the other half. */
  form_secret: Generated<Buffer>;
  /**
   * The whole secret from before the server's key changed, encrypted with the newer key; null if the key never changed.
   */
  kept_form_secret: Optional<Buffer>;
};

export type PolicyTable = {
  version: number;
  doc: JSONColumnType<Policy>;
  published_at: Instant;
};

/** `year` is the calendar year in the agency's time zone; `last` is the last serial number issued. */
export type CounterTable = { year: number; last: number };

/** Serials that a restore skipped. */
export type NumberGapTable = {
  counter: 'tracking' | 'case';
  year: number;
  first: number;
  last: number;
  made_at: Instant;
};

/** A value derived from a key, stored to tell whether the server still has the same key. */
export type KeyCheckTable = { name: string; value: string; kept_at: Instant };
