import { z } from 'zod';
import { act, idempotencyKey, seen } from './domain/act.ts';
import { instant, uuid } from './domain/ids.ts';
import { officer } from './domain/officer.ts';
import { pairDecisionKind } from './domain/pair.ts';
import { letterKind } from './domain/policy.ts';
import { queueRow } from './domain/queue.ts';
import { repeat } from './domain/repeat.ts';
import { language, report } from './domain/report.ts';
import { sentBefore } from './domain/sent-before.ts';
import { errorDetail } from './error-detail.ts';
import { ERROR_CODES } from './errors.ts';
import { fieldError } from './field-error.ts';
import { recoveredRow } from './journal/row.ts';
import { hint } from './screening/hint.ts';
import { workstationSettings } from './settings.ts';

export const errorShape = z.object({
  code: z.enum(ERROR_CODES),
  detail: errorDetail.nullable(),
  fields: z.array(fieldError).readonly(),
});

export const sessionState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed_out'),
    server: z.string(),
    /** Without a keychain nothing is kept on the workstation and everybody signs in each time. */
    keychain: z.boolean(),
    lastName: z.string().nullable(),
    why: z.enum(['start', 'expired', 'signed_out', 'clock_set_back', 'too_many_tries', 'revoked']),
    /** Unsent decisions that lie in the sealed journal after the cache's key was destroyed. */
    sealedDecisions: z.int(),
  }),
  z.object({
    kind: z.literal('locked'),
    server: z.string(),
    officer,
    why: z.enum(['start', 'idle', 'by_hand', 'screen', 'expired', 'clock_set_back']),
    /** `sign_in`: the password alone no longer does, the agency server must be asked. */
    opensBy: z.enum(['password', 'sign_in']),
    triesLeft: z.int(),
    cache: z.enum(['encrypted', 'memory']),
    /** The page must look right although every other channel is closed to it. */
    look: workstationSettings,
  }),
  z.object({
    kind: z.literal('signed_in'),
    server: z.string(),
    officer,
    expiresAt: instant,
    /** `memory`: no keychain, so reports and waiting decisions live only as long as the application runs. */
    cache: z.enum(['encrypted', 'memory']),
    /** The server wants a new sign-in before it takes more; what is in the cache can still be read. */
    needsSignIn: z.boolean(),
  }),
  z.object({
    kind: z.literal('cache_unreadable'),
    officer,
    /** `password_changed`: it opens only with the former password, and nobody holds its key any more. */
    why: z.enum(['damaged', 'password_changed']),
    /** Whether decisions that were not sent may be in the unreadable file, which is then kept aside. */
    detail: errorDetail.nullable(),
  }),
]);
export type SessionState = z.infer<typeof sessionState>;

export const syncState = z.object({
  /**
   * `connecting`: the server was not heard yet since the cache was opened. `online` with a problem: what the server sends
   * cannot be read, yet decisions reach it. `idle`: it can be reached, and this role reviews nothing; `busy`: it can be
   * reached and takes nothing; `paused`: it wants a sign-in; `failed`: this workstation itself cannot go on, as with a
   * full disk.
   */
  phase: z.enum(['connecting', 'idle', 'pulling', 'online', 'offline', 'busy', 'paused', 'failed']),
  done: z.int(),
  total: z.int().nullable(),
  lastPullAt: instant.nullable(),
  offlineSince: instant.nullable(),
  problem: errorShape.nullable(),
  /** Decisions still in their undo time, waiting for the server, and needing the officer. */
  held: z.int(),
  waiting: z.int(),
  needsYou: z.int(),
  /** Reports that came are still compared with the others; their repeats are not all marked yet. */
  linking: z.boolean(),
  /** By how many milliseconds the server's clock is ahead of this one; zero until it was heard, or where it is hardly. */
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

/** A decision about two reports that the server does not have yet; the report with the smaller id first. */
export const pairRow = z.object({
  id: idempotencyKey,
  reports: z.tuple([uuid, uuid]),
  trackingNumbers: z.tuple([z.string(), z.string()]),
  decision: pairDecisionKind,
  /** Decisions about the same pair that were still held, whose place it took when it was saved. */
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
  subject: z.string(),
  text: z.string(),
});

/** A repeat with the other report as the queue shows it; null where it is not on this workstation. */
export const shownRepeat = repeat.extend({
  other: queueRow.nullable(),
  /** Both reports surely come from one person, so that a letter may name one to the sender of the other. */
  samePerson: z.boolean(),
  /** Tracking number of the report at the end of its chain: itself, unless it was rejected as a duplicate. */
  standsFor: z.string(),
});
export type ShownRepeat = z.infer<typeof shownRepeat>;

/** Another report of the same person, and whether a decision waits here. */
export const shownSent = sentBefore.extend({ unsent: z.boolean() });
export type ShownSent = z.infer<typeof shownSent>;

export const reportView = z.object({
  report,
  /** Whether this workstation has it: what only the server still keeps can be read, and nothing can be said about it. */
  here: z.boolean(),
  outbox: z.array(outboxRow),
  /** It was decided here, and the server does not know yet. */
  unsent: z.boolean(),
  /** `wrong`: this officer says that it is wrong here, and it no longer suggests anything. */
  hints: z.array(z.intersection(hint, z.object({ wrong: z.boolean() }))),
  repeats: z.array(shownRepeat),
  /** It is still being compared with the others, so that more repeats of it may be found. */
  comparing: z.boolean(),
  /** All reports by which its person told of this incident, and the number of the one that stands for them; null where it is the only one. */
  incident: z.object({ reports: z.array(queueRow), primary: z.string() }).nullable(),
  /** What the same person sent besides, the newest first, as far as this workstation has it. */
  sentBefore: z.array(shownSent),
});
export type ReportView = z.infer<typeof reportView>;

export const updateState = z.object({
  current: z.string(),
  phase: z.enum(['unknown', 'checking', 'up_to_date', 'none_offered', 'available', 'failed']),
  available: z.string().nullable(),
  checkedAt: instant.nullable(),
  /** Why the check failed. */
  problem: z.enum(['switched_off', 'not_understood', 'not_asked']).nullable(),
});
export type UpdateState = z.infer<typeof updateState>;

export const cacheState = z.object({
  kind: z.enum(['encrypted', 'memory']),
  bytes: z.int(),
  reports: z.int(),
  drafts: z.int(),
  lastPullAt: instant.nullable(),
  /** Days after which closed reports leave; null before the first policy came. */
  cacheDays: z.int().nullable(),
  lockMinutes: z.int().nullable(),
  journal: z.object({
    path: z.string().nullable(),
    bytes: z.int(),
    /** Decisions in the file that are not known to have reached the server. */
    live: z.int(),
    /** Those of them that the cache does not have: they can be asked back from the server. */
    lost: z.int(),
    /** Decisions that wait and are in the cache alone. */
    unsealed: z.int(),
    /** Without the agency's public key nothing can be sealed. */
    ready: z.boolean(),
  }),
});
export type CacheState = z.infer<typeof cacheState>;

export const opened = z.object({
  rows: z.array(recoveredRow),
  /** Decisions in the file that the server has already. */
  done: z.int(),
  /** Decisions in the file that were dropped before, here or on another workstation. */
  dropped: z.int(),
  /** Records that cannot be opened: damaged, or sealed for another agency or officer. */
  unreadable: z.int(),
});
