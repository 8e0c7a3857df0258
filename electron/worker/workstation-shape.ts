import type { ErrorCode } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { AuditExport } from '#shared/trays.ts';
import type { Log } from '../common/log.ts';
import type { CacheCheck, WorkerHandlers } from '../common/worker-protocol.ts';
import type { Network } from './api/network.ts';
import type { Attachments } from './attachments/attachments.ts';
import type { BoundaryOf } from './boundary.ts';
import type { StatusReporterDeps } from './sync/report-status.ts';

/** The settings that a workstation needs, and the callbacks that it calls when something happens. */
export type WorkstationDeps = {
  announce: (topic: Topic) => void;
  needsSignIn: (needed: boolean) => void;
  /** Called when an administrator ended this session: the cache key must be destroyed. */
  revoked: () => void;
  /** Called once, when a page of the open cache cannot be read. */
  damaged?: () => void;
  /** Called when the agency's key for sealed journals arrives for the first time or has changed. */
  keepRecoveryKey?: (key: string) => void;
  /** Called with the reports whose reporters replied to this officer's follow-ups, after the replies are stored. */
  answered: (trackingNumbers: readonly string[]) => void;
  /** Called when the access token has expired. Respond with `useToken` or `noToken`. */
  wantToken: (stale: string) => void;
  log: Log;
  /** Identifies this workstation in the administrator's list; if omitted, it does not report its status. */
  about?: StatusReporterDeps['about'] | undefined;
  /** Network settings for reaching the server; by default, a direct connection. */
  network?: Network;
  /** The city's outline, used by the hint that a location is outside the city; null when none is loaded. */
  boundaryOf: BoundaryOf;
  now: () => Date;
  random: () => number;
};

/** One officer's open cache and everything that runs on it. */
export type Workstation = {
  calls: WorkerHandlers;
  /** Reads a decrypted attachment of a report, for display in the window or for saving to a file that the officer chose. */
  readFile: Attachments['read'];
  /** Letters for printing, as a single PDF. */
  readPapers: (letterIds: string[]) => Promise<Uint8Array>;
  writeAudit: (path: string) => Promise<AuditExport>;
  useToken: (token: string) => void;
  /** Reports that no new token is available; `code` is the reason. */
  noToken: (code: ErrorCode) => void;
  changePassword: (given: { password: string; newPassword: string }) => Promise<void>;
  noteTime: () => Promise<void>;
  /** For diagnostics. */
  check: () => CacheCheck;
  close: () => Promise<void>;
};
