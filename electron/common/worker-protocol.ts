import type { Officer } from '#shared/domain/officer.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import type { ErrorCode, ErrorShape } from '#shared/errors.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import type { Topic, WorkerChannel } from '#shared/ipc-names.ts';
import type { Enrollment, SignedIn, SignInBody, SignInResult, SignInTerms } from '#shared/session-api.ts';
import type { AuditExport } from '#shared/trays.ts';

export type OpenInput = {
  server: string;
  officer: Officer;
  token: string;
  /** Path and key of the cache, or nulls for one in memory. */
  path: string | null;
  keyHex: string | null;
  /** Where this officer's unsent decisions are sealed; null to seal none. */
  journalPath: string | null;
  /** Journals with unsent decisions that the same officer left here under former addresses of the server. */
  formerJournals?: readonly string[];
  /** The server has just answered a sign-in: from now on this clock counts, whatever was seen before. */
  clockTrusted: boolean;
};

/** The bytes arrive as they are passed between threads, without Buffer's own methods. */
export type FileBytes = { bytes: Uint8Array; mediaType: string; meta: AttachmentMeta };

/** What only the main process asks: name → what goes in, what comes out. */
type OwnCalls = {
  open: { input: OpenInput; output: undefined };
  close: { input: undefined; output: undefined };
  /** Keeps in the cache that it is this late. */
  'note-time': { input: undefined; output: undefined };
  /** Whether an administrator ended this session. Fails where nobody can be asked. */
  'is-revoked': { input: { server: string; token: string }; output: boolean };
  /** A file of a report, in plain: what is shown of it as a picture, or what was sent. */
  'read-file': { input: { reportId: string; id: string; copy: 'shown' | 'original' }; output: FileBytes };
  /** Letters for printing, as one PDF. */
  'read-papers': { input: { letterIds: string[] }; output: Uint8Array };
  /** Writes the audit log into a file that proves itself. */
  'write-audit': { input: { path: string }; output: AuditExport };
  'use-token': { input: { token: string }; output: undefined };
  /** There is no next token, for this reason. */
  'no-token': { input: { code: ErrorCode }; output: undefined };
  /** @throws AppError bad_credentials, account_locked, against_rule (newPassword) */
  'change-password': { input: { password: string; newPassword: string }; output: undefined };
  terms: { input: { server: string }; output: SignInTerms };
  enroll: { input: { server: string; name: string; password: string; deviceToken?: string }; output: Enrollment };
  refresh: { input: { server: string; refreshToken: string }; output: SignInResult };
  'sign-in': { input: { server: string } & SignInBody; output: SignedIn };
  'sign-out': { input: { server: string; token: string; refreshToken: string }; output: undefined };
};

export type WorkerCalls = OwnCalls & { [C in WorkerChannel]: { input: Parsed<C>; output: Output<C> } };
export type WorkerCall = keyof WorkerCalls;
/** Who answers the channels, within the thread. */
export type WorkerHandlers = {
  [C in WorkerChannel]: (input: WorkerCalls[C]['input']) => Output<C> | Promise<Output<C>>;
};

/** Main and worker trust each other: both are our own code, and what came from outside was parsed at its border. */
export type ToWorker = { [C in WorkerCall]: { id: number; call: C; input: WorkerCalls[C]['input'] } }[WorkerCall];
export type FromWorker =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failed'; id: number; error: ErrorShape }
  | { kind: 'news'; topics: readonly Topic[] }
  | { kind: 'needs-sign-in'; needed: boolean }
  /** Said also by a cache that is being closed, when a colleague may be here already. */
  | { kind: 'revoked'; officerId: string }
  /** People answered what this officer had asked them. */
  | { kind: 'answered'; trackingNumbers: readonly string[] }
  /** The access token has run out; the answer is `use-token` or `no-token`. */
  | { kind: 'token-wanted'; stale: string };
