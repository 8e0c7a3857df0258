import { z } from 'zod';
import { act, idempotencyKey, seen } from './domain/act.ts';
import { duplicate } from './domain/duplicate.ts';
import { instant, uuid } from './domain/ids.ts';
import { officer } from './domain/officer.ts';
import { pairDecisionKind } from './domain/pair.ts';
import { letterKind } from './domain/policy.ts';
import { queueRow } from './domain/queue.ts';
import { language, report } from './domain/report.ts';
import { sameSenderReport } from './domain/same-sender-report.ts';
import { UPDATE_PROBLEMS } from './domain/workstation.ts';
import { errorDetail } from './error-detail.ts';
import { ERROR_CODES } from './errors.ts';
import { fieldError } from './field-error.ts';
import { recoveredRow } from './journal/row.ts';
import { hint } from './screening/hint.ts';
import { workstationSettings } from './settings.ts';
import { releaseNotes, SEVERITIES } from './updates/release.ts';

export const errorShape = z.object({
  code: z.enum(ERROR_CODES),
  detail: errorDetail.nullable(),
  fields: z.array(fieldError).readonly(),
});

export const sessionState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed_out'),
    server: z.string(),
    /** False when there is no keychain: nothing is stored on the workstation, and officers must sign in every time. */
    keychain: z.boolean(),
    lastName: z.string().nullable(),
    why: z.enum(['start', 'expired', 'signed_out', 'clock_set_back', 'too_many_tries', 'revoked']),
    /** Number of unsent decisions left in the sealed journal after the cache's key was destroyed. */
    sealedDecisions: z.int(),
  }),
  z.object({
    kind: z.literal('locked'),
    server: z.string(),
    officer,
    why: z.enum(['start', 'idle', 'by_hand', 'screen', 'expired', 'clock_set_back']),
    /** `sign_in`: the password alone is no longer enough; a sign-in with the agency server is required. */
    opensBy: z.enum(['password', 'sign_in']),
    /** `directory`: the officer signs in through the browser, and has a PIN instead of a password. */
    by: z.enum(['password', 'directory']),
    triesLeft: z.int(),
    cache: z.enum(['encrypted', 'memory']),
    /** Theme, text size and language for the lock screen, which can't use any other channel. */
    look: workstationSettings,
  }),
  z.object({
    kind: z.literal('signed_in'),
    server: z.string(),
    officer,
    expiresAt: instant,
    /** `memory`: there is no keychain, so reports and pending decisions are kept only while the application runs. */
    cache: z.enum(['encrypted', 'memory']),
    /** The server requires a new sign-in before it accepts requests; the cache can still be read. */
    needsSignIn: z.boolean(),
    by: z.enum(['password', 'directory']),
  }),
  z.object({
    /** The directory has signed the officer in; the reports on this workstation open with the officer's PIN. */
    kind: z.literal('pin_needed'),
    server: z.string(),
    officer,
    /** Whether the officer chooses a PIN now, because there is none on this workstation yet. */
    choose: z.boolean(),
    triesLeft: z.int(),
    cache: z.enum(['encrypted', 'memory']),
  }),
  z.object({
    kind: z.literal('cache_unreadable'),
    officer,
    /**
     * `password_changed`: only the previous password opens the cache, because no other copy of the cache's key is
     * stored.
     */
    why: z.enum(['damaged', 'password_changed']),
    /**
     * Why the cache file can't be read, if known (for example, because a newer version wrote it). The file is set aside
     * rather than deleted, because it may contain unsent decisions.
     */
    detail: errorDetail.nullable(),
  }),
]);
export type SessionState = z.infer<typeof sessionState>;

export const syncState = z.object({
  /**
   * `connecting`: no response from the server since the cache was opened. `online` with a problem: the server's data
   * can't be read, but decisions reach the server. `idle`: the server is reachable, but this role doesn't review
   * reports. `busy`: the server is reachable but accepts nothing right now. `paused`: the server requires a sign-in.
   * `failed`: this workstation can't continue, for example because its disk is full.
   */
  phase: z.enum(['connecting', 'idle', 'pulling', 'online', 'offline', 'busy', 'paused', 'failed']),
  done: z.int(),
  total: z.int().nullable(),
  lastPullAt: instant.nullable(),
  offlineSince: instant.nullable(),
  problem: errorShape.nullable(),
  /**
   * Counts of decisions that can still be undone (`held`), are waiting to be sent (`waiting`), or need the officer's
   * attention (`needsYou`).
   */
  held: z.int(),
  waiting: z.int(),
  needsYou: z.int(),
  /** Whether new reports are still being compared, so that some duplicates may not be marked yet. */
  linking: z.boolean(),
  /**
   * How many milliseconds the server's clock is ahead of this one; zero before its first response, or when the
   * difference is negligible.
   */
  serverAheadMs: z.int(),
});
export type SyncState = z.infer<typeof syncState>;

export const outboxState = z.enum(['held', 'waiting', 'conflict', 'refused']);

export const outboxRow = z.object({
  id: idempotencyKey,
  reportId: uuid,
  trackingNumber: z.string(),
  act,
  seen,
  state: outboxState,
  createdAt: instant,
  holdUntil: instant,
  attempts: z.int(),
  problem: errorShape.nullable(),
});
export type OutboxRow = z.infer<typeof outboxRow>;

/** A decision about a pair of reports, before the server has it. The report with the smaller id comes first. */
export const pairRow = z.object({
  id: idempotencyKey,
  reports: z.tuple([uuid, uuid]),
  trackingNumbers: z.tuple([z.string(), z.string()]),
  decision: pairDecisionKind,
  /** Earlier decisions about the same pair that this one replaced while they could still be undone. */
  replaces: z.array(idempotencyKey),
  state: z.enum(['held', 'waiting', 'refused']),
  createdAt: instant,
  holdUntil: instant,
  attempts: z.int(),
  problem: errorShape.nullable(),
});
export type PairRow = z.infer<typeof pairRow>;

export const letterView = z.object({
  kind: letterKind,
  language,
  to: z.string().nullable(),
  /** Whether the reporter can read the letter only on the report's page, because it can't be sent by e-mail or mail. */
  onPage: z.boolean(),
  subject: z.string(),
  text: z.string(),
});

/** A duplicate with the other report's queue row, which is null when that report isn't on this workstation. */
export const shownDuplicate = duplicate.extend({
  other: queueRow.nullable(),
  /** Whether both reports are certainly from one person, so that a letter about one may mention the other. */
  samePerson: z.boolean(),
  /**
   * Tracking number of the primary report: the other report itself or, if that one was rejected as a duplicate, the
   * last report in its chain of duplicates.
   */
  primaryNumber: z.string(),
  /**
   * Whether the primary is open or approved, as far as is known here. If so, others may be rejected as its duplicates.
   */
  stays: z.boolean(),
});
export type ShownDuplicate = z.infer<typeof shownDuplicate>;

/** Another report by the same person, and whether a decision about that report is waiting to be sent. */
export const shownSameSender = sameSenderReport.extend({ unsent: z.boolean() });
export type ShownSameSender = z.infer<typeof shownSameSender>;

export const reportView = z.object({
  report,
  /** Whether the report is in this workstation's cache. Reports that are only on the server are read-only. */
  here: z.boolean(),
  outbox: z.array(outboxRow),
  /** Whether the report was decided here and the server doesn't have the decision yet. */
  unsent: z.boolean(),
  /** `wrong`: this officer dismissed the flag, so it no longer suggests anything. */
  hints: z.array(z.intersection(hint, z.object({ wrong: z.boolean() }))),
  duplicates: z.array(shownDuplicate),
  /** Whether the report is still being compared, so that more duplicates may be found. */
  comparing: z.boolean(),
  /**
   * All reports of this incident by the same person, the primary report's tracking number, and whether officers decided
   * that these reports are about one incident. Null when there is no other report of this incident by the same person.
   */
  incident: z.object({ reports: z.array(queueRow), primary: z.string(), decided: z.boolean() }).nullable(),
  /** Other reports from the same person on this workstation, newest first. */
  sameSender: z.array(shownSameSender),
  /** Whether this supervisor may decide an appeal against their own decision, because nobody else can. */
  mayJudgeOwn: z.boolean().optional(),
});
export type ReportView = z.infer<typeof reportView>;

/** The proxy that asks for a username and password, and whether it rejected the last ones; null if no proxy asks. */
export const proxyState = z.object({ wanted: z.object({ proxy: z.string(), wasWrong: z.boolean() }).nullable() });
export type ProxyState = z.infer<typeof proxyState>;

export const updateState = z.object({
  current: z.string(),
  /**
   * `waiting`: the agency has not offered the release to this workstation yet. `ready`: the release is downloaded and
   * verified. `due`: someone must install the release, because the application can't install it itself. `refused`: the
   * release failed verification. `failed`: the check or the download failed.
   */
  phase: z.enum([
    'unknown',
    'checking',
    'up_to_date',
    'none_offered',
    'waiting',
    'downloading',
    'ready',
    'due',
    'refused',
    'failed',
  ]),
  available: z.string().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  notes: releaseNotes.nullable(),
  /** When a release that is ready is installed: when the application quits, or in the agency's maintenance window. */
  installs: z.enum(['quit', 'window']),
  checkedAt: instant.nullable(),
  /** Why a release was refused or the check failed. */
  problem: z.enum([...UPDATE_PROBLEMS, 'publisher_other', 'publisher_unchecked', 'not_asked']).nullable(),
  /** Whether this version is too old to make new decisions; it still sends existing decisions. */
  belowFloor: z.boolean(),
  /** Which public keys are missing; without them, no release is trusted. */
  keys: z.enum(['ok', 'no_vendor_key', 'no_agency_key']),
  /** What is new in the version that was just installed, until someone has read it. */
  news: z.object({ version: z.string(), notes: releaseNotes }).nullable(),
});
export type UpdateState = z.infer<typeof updateState>;

/** Whether quitting installs an update, so that a restart can, too. In a maintenance window, IT decides the time. */
export const installsAtQuit = ({ phase, installs }: Pick<UpdateState, 'phase' | 'installs'>): boolean =>
  phase === 'ready' && installs === 'quit';

export const cacheState = z.object({
  kind: z.enum(['encrypted', 'memory']),
  bytes: z.int(),
  reports: z.int(),
  drafts: z.int(),
  lastPullAt: instant.nullable(),
  /** When this cache replaced an unreadable one; null if there was none to replace. */
  replacedAt: instant.nullable(),
  /** Days until closed reports are removed; null before the first policy arrives. */
  cacheDays: z.int().nullable(),
  lockMinutes: z.int().nullable(),
  journal: z.object({
    path: z.string().nullable(),
    bytes: z.int(),
    /** Number of decisions in the journal file that are not known to have reached the server. */
    live: z.int(),
    /**
     * How many of the `live` decisions are missing from the cache; the server can recover them by opening the journal.
     */
    lost: z.int(),
    /** Number of pending decisions that are only in the cache and not in the journal. */
    unsealed: z.int(),
    /** Whether the agency's public key is available; without it, decisions can't be sealed. */
    ready: z.boolean(),
  }),
});
export type CacheState = z.infer<typeof cacheState>;

export const opened = z.object({
  rows: z.array(recoveredRow),
  /** Decisions in the journal file that the server already has. */
  done: z.int(),
  /** Decisions in the journal file that were discarded earlier, here or on another workstation. */
  dropped: z.int(),
  /** Records that can't be opened: damaged, or sealed for another agency or officer. */
  unreadable: z.int(),
});
