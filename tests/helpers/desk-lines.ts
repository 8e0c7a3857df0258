import { z } from 'zod';

/** What the sessions of these processes say of where they are. */
export const DESK = 'a desk that is killed';

/** What a workstation process is told, as its one argument. */
export const deskOrder = z.object({
  /** The built worker thread. */
  worker: z.string(),
  open: z.object({
    server: z.string(),
    officer: z.object({ id: z.string(), name: z.string(), displayName: z.string(), role: z.literal('officer') }),
    token: z.string(),
    path: z.string(),
    keyHex: z.string(),
    journalPath: z.string(),
    clockTrusted: z.boolean(),
  }),
  /** Who works there, and signs in again where the server wants it. */
  account: z.object({ name: z.string(), password: z.string() }),
  seed: z.number(),
  /** `work` decides until it is killed; `finish` sends what waits and ends by itself. */
  mode: z.enum(['work', 'finish']),
});
export type DeskOrder = z.infer<typeof deskOrder>;

const id = z.string();
/** The id of a report, or of both reports of a pair (`aboutPair`). */
const about = z.string();
export const aboutPair = (reports: readonly [string, string]): string => reports.toSorted().join(' ');

/**
 * What it says, one JSON line each, written out before it goes on: what the officer was about to do, and what the
 * window would have shown then.
 */
export const deskLine = z.discriminatedUnion('say', [
  z.object({ say: z.literal('opened') }),
  z.object({ say: z.literal('ready') }),
  z.object({ say: z.literal('failed'), code: z.string() }),
  z.object({ say: z.literal('deciding'), about }),
  z.object({ say: z.literal('saved'), id, about }),
  z.object({ say: z.literal('saved_pair'), id, about, replaces: z.array(id) }),
  /** Lies in the outbox as the cache is opened: it may have been saved in a life that was killed before it could say so. */
  z.object({ say: z.literal('holds_pair'), id, about, replaces: z.array(id) }),
  z.object({ say: z.literal('not_saved'), about, code: z.string() }),
  z.object({ say: z.literal('taking_back'), id }),
  z.object({ say: z.literal('taken_back'), id }),
  z.object({ say: z.literal('replaced'), id }),
  z.object({ say: z.literal('too_late'), id }),
  z.object({ say: z.literal('recovered'), id, about, replaces: z.array(id) }),
  /** Given back by the journal, not to be confirmed for this reason, and dropped. */
  z.object({ say: z.literal('not_recovered'), id, about, code: z.string() }),
  z.object({ say: z.literal('token_renewed') }),
  z.object({ say: z.literal('signed_in_again') }),
  z.object({ say: z.literal('finished') }),
]);
export type DeskLine = z.infer<typeof deskLine>;

/** How long a question waited for its turn in the thread that pulls, pushes and links, before anything was done for it. */
const waits = z.object({
  p99: z.number(),
  longest: z.number(),
  /** Without the time for which no processor was free for that thread. */
  ownLongest: z.number(),
});

/** What a measured workstation saw while it pulled or pushed; times in milliseconds. */
export const pullReport = z.object({
  /** When the cache was about to be opened, in ms since 1970. */
  startedAt: z.number(),
  /** From opening the cache until nothing is left to pull (and to send), and until all repeats are found. */
  ms: z.number(),
  linkedMs: z.number(),
  /** Until every word can be searched. */
  readMs: z.number(),
  /** What one page of the queue took, asked from the main thread, while that went on. */
  pageP99: z.number(),
  pageMax: z.number(),
  /** While it pulled and pushed, and afterwards while repeats were found and words read in. */
  turns: waits,
  linkingTurns: waits,
  /** By how much a turn of the main thread's loop came late. */
  mainP99: z.number(),
  mainMax: z.number(),
  /** Of the whole process: before the cache was opened, at its most until all was pulled, and until all was linked. */
  idleMb: z.number(),
  peakMb: z.number(),
  linkingPeakMb: z.number(),
});
export type PullReport = z.infer<typeof pullReport>;
