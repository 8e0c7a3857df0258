import type { Officer } from '#shared/domain/officer.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import type { UpdateProblem } from '#shared/domain/workstation.ts';
import type { ErrorCode, ErrorShape } from '#shared/errors.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import type { Topic, WorkerChannel } from '#shared/ipc-names.ts';
import type { Enrollment, SignedIn, SignInBody, SignInResult, SignInTerms } from '#shared/session-api.ts';
import type { AuditExport } from '#shared/trays.ts';
import type { ReleaseFile } from '#shared/updates/release.ts';
import type { UpdateOffer } from '#shared/updates-api.ts';
import type { ProxyHop } from './proxy-hop.ts';

export type OpenInput = {
  server: string;
  officer: Officer;
  token: string;
  /** Path and key of the cache; both null for a cache in memory. */
  path: string | null;
  keyHex: string | null;
  /** The file in which this officer's unsent decisions are sealed; null for no journal. */
  journalPath: string | null;
  /** The folders of all accounts' caches and journals on this computer; omitted when only one account matters. */
  folders?: { cache: string; journal: string };
  /** The agency's last known public key for the journal. Needed if the cache that stores the key is lost. */
  recoveryKey?: string | null;
  /** This officer's other journals here that still have unsent decisions (officer-files.ts). */
  formerJournals?: readonly string[];
  /**
   * True right after a sign-in that the server accepted: the clock's current time is then trusted, even if a later time
   * was seen before.
   */
  clockTrusted: boolean;
  /** True to empty the cache first, except for the officer's own work. */
  rebuild?: boolean;
  /** A damaged cache from which decisions and drafts are recovered, as far as they can be read. */
  replaces?: string | undefined;
};

/** A file's bytes as passed between threads: a plain Uint8Array without Buffer's methods. */
export type FileBytes = { bytes: Uint8Array; mediaType: string; meta: AttachmentMeta };

type BrowserRequest = { challenge: string; port: number; deskState: string };
type BrowserStarted = { id: string; ticket: string };
type BrowserExchange = { id: string; code: string; verifier: string };
export type CacheCheck = {
  kind: 'encrypted' | 'memory';
  bytes: number;
  isWhole: boolean;
  integrity: 'ok' | 'damaged';
  reports: number;
  drafts: number;
  outbox: { held: number; waiting: number; needsYou: number };
  pairs: { held: number; waiting: number; needsYou: number };
  journal: { bytes: number; live: number; lost: number; unsealed: number; ready: boolean };
  sync: { phase: string; problem: string | null; lastPullAt: string | null; offlineSince: string | null };
};

/** Calls that only the main process makes: name → input and output. */
type OwnCalls = {
  open: { input: OpenInput; output: undefined };
  close: { input: undefined; output: undefined };
  /** The response to `proxies-wanted`: the routes to the requested URL, best first. */
  'use-proxies': { input: { id: number; hops: readonly ProxyHop[] }; output: undefined };
  /** Checks that the thread works: throws if SQLite's library can't be loaded. */
  probe: { input: undefined; output: undefined };
  /** For diagnostics: counts, sizes and times; null when no cache is open. Reads the whole file. */
  'check-cache': { input: undefined; output: CacheCheck | null };
  /** Records the current time in the cache. */
  'note-time': { input: undefined; output: undefined };
  /** Whether an administrator ended this session. Throws when the server cannot be reached. */
  'is-revoked': { input: { server: string; token: string }; output: boolean };
  /** A decrypted file of a report: the picture to show, or the original. */
  'read-file': { input: { reportId: string; id: string; copy: 'shown' | 'original' }; output: FileBytes };
  /** Letters for printing, as a single PDF. */
  'read-papers': { input: { letterIds: string[] }; output: Uint8Array };
  /** Writes the audit log to a file that can be verified without the server. */
  'write-audit': { input: { path: string }; output: AuditExport };
  'use-token': { input: { token: string }; output: undefined };
  /** Reports that no new token is available; `code` is the reason. */
  'no-token': { input: { code: ErrorCode }; output: undefined };
  /** @throws AppError bad_credentials, account_locked, against_rule (newPassword) */
  'change-password': { input: { password: string; newPassword: string }; output: undefined };
  terms: { input: { server: string }; output: SignInTerms };
  enroll: { input: { server: string; name: string; password: string; deviceToken?: string }; output: Enrollment };
  refresh: { input: { server: string; refreshToken: string }; output: SignInResult };
  'sign-in': { input: { server: string } & SignInBody; output: SignedIn };
  /** The release for this workstation, from the server; works without a sign-in. */
  'update-offer': {
    input: { server: string; channel: string; workstation: string; seen: number };
    output: UpdateOffer;
  };
  /**
   * Downloads a release's file into the folder, removes all other files there, and returns the file's path.
   * @throws AppError wrong_file
   */
  'update-download': { input: { server: string; file: ReleaseFile; folder: string }; output: string };
  'update-discard': { input: { folder: string }; output: undefined };
  /** The reason the last update was not installed; null if no update failed. */
  'update-problem': { input: UpdateProblem | null; output: undefined };
  'browser-sign-in': { input: { server: string } & BrowserRequest & { workstation: string }; output: BrowserStarted };
  'browser-session': { input: { server: string } & BrowserExchange; output: SignedIn };
  'browser-proof': { input: { server: string; token: string } & BrowserRequest; output: BrowserStarted };
  'prove-by-browser': { input: { server: string; token: string } & BrowserExchange; output: undefined };
  /** Returns the ticket for `/oidc/sign-out`; null for a session that was opened with a password. */
  'provider-sign-out': {
    input: { server: string; token: string; refreshToken: string };
    output: { ticket: string | null };
  };
  'banned-passwords': { input: { server: string; token: string }; output: { words: string[]; city?: string } };
  'sign-out': {
    input: { server: string; token: string; refreshToken: string; why?: 'too_many_tries' };
    output: undefined;
  };
};

export type WorkerCalls = OwnCalls & { [C in WorkerChannel]: { input: Parsed<C>; output: Output<C> } };
export type WorkerCall = keyof WorkerCalls;
/** The worker thread's handlers for the channels. */
export type WorkerHandlers = {
  [C in WorkerChannel]: (input: WorkerCalls[C]['input']) => Output<C> | Promise<Output<C>>;
};

/**
 * The main process and the worker trust each other: both run our own code, and outside input is validated where it
 * enters.
 */
export type ToWorker = { [C in WorkerCall]: { id: number; call: C; input: WorkerCalls[C]['input'] } }[WorkerCall];
export type FromWorker =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failed'; id: number; error: ErrorShape }
  | { kind: 'news'; topics: readonly Topic[] }
  | { kind: 'needs-sign-in'; needed: boolean }
  /**
   * This officer's session was revoked. The message may come from a cache that is closing while another officer is
   * signed in.
   */
  | { kind: 'revoked'; officerId: string }
  /** A page of this officer's open cache cannot be read. */
  | { kind: 'damaged'; officerId: string }
  /** The agency's public key for sealed journals: the first one, or a changed one. */
  | { kind: 'recovery-key'; key: string }
  /** Reporters replied to this officer's follow-ups. */
  | { kind: 'answered'; trackingNumbers: readonly string[] }
  /** The access token has expired; the main process replies with `use-token` or `no-token`. */
  | { kind: 'token-wanted'; stale: string }
  /** A connection to this URL is about to be made; the main process replies with `use-proxies`. */
  | { kind: 'proxies-wanted'; id: number; url: string }
  /** A proxy answered 407 to this login, or to a request without one. */
  | { kind: 'proxy-login-wanted'; hop: Exclude<ProxyHop, 'direct'> };
