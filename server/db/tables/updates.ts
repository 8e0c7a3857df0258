import type { JSONColumnType } from 'kysely';
import type { Release, ReleaseSignature } from '#shared/updates/release.ts';
import type { ReleaseState } from '#shared/updates-api.ts';
import type { Instant, Optional } from './columns.ts';

export type ReleaseTable = {
  sequence: number;
  version: string;
  channel: string;
  severity: Release['severity'];
  floor: Optional<string>;
  /** The exact text that was signed. */
  manifest: string;
  signatures: JSONColumnType<ReleaseSignature[]>;
  published_at: Instant;
  state: ReleaseState;
  /** Percent of the workstations that may install it. */
  share: number;
  /** The maintenance window as times of day (HH:MM) in the agency's time zone; it may span midnight. */
  window_from: Optional<string>;
  window_to: Optional<string>;
  changed_at: Instant;
};
