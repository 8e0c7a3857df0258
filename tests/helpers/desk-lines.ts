import { z } from 'zod';

/** The workstation name in these processes' sessions. */
export const DESK = 'a desk that is killed';

/** What a workstation process receives as its only argument. */
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
  /** The account that works there and signs in again when the server requires it. */
  account: z.object({ name: z.string(), password: z.string() }),
  seed: z.number(),
  /** `work` decides until it is killed; `finish` sends what is waiting and then exits. */
  mode: z.enum(['work', 'finish']),
});
export type DeskOrder = z.infer<typeof deskOrder>;

const id = z.string();
/** The id of a report, or of both reports of a pair (`aboutPair`). */
const about = z.string();
export const aboutPair = (reports: readonly [string, string]): string => reports.toSorted().join(' ');

/**
 * The output of a workstation process: one JSON line per event, flushed before the process continues. The lines say
 * what the officer was about to do and what the window would have shown then.
 */
export const deskLine = z.discriminatedUnion('say', [
  z.object({ say: z.literal('opened') }),
  z.object({ say: z.literal('ready') }),
  z.object({ say: z.literal('failed'), code: z.string() }),
  z.object({ say: z.literal('deciding'), about }),
  z.object({ say: z.literal('saved'), id, about }),
  z.object({ say: z.literal('saved_pair'), id, about, replaces: z.array(id) }),
  /**
   * A decision that is in the outbox when the cache is opened. The process that saved it may have been killed before
   * reporting it.
   */
  z.object({ say: z.literal('holds_pair'), id, about, replaces: z.array(id) }),
  z.object({ say: z.literal('not_saved'), about, code: z.string() }),
  z.object({ say: z.literal('taking_back'), id }),
  z.object({ say: z.literal('taken_back'), id }),
  z.object({ say: z.literal('replaced'), id }),
  z.object({ say: z.literal('too_late'), id }),
  z.object({ say: z.literal('recovered'), id, about, replaces: z.array(id) }),
  /** A decision that was recovered from the journal, could not be confirmed for this reason, and was discarded. */
  z.object({ say: z.literal('not_recovered'), id, about, code: z.string() }),
  z.object({ say: z.literal('token_renewed') }),
  z.object({ say: z.literal('signed_in_again') }),
  z.object({ say: z.literal('finished') }),
]);
export type DeskLine = z.infer<typeof deskLine>;

/** How long a request waited for its turn in the thread that pulls, pushes and links. */
const waits = z.object({
  p99: z.number(),
  longest: z.number(),
  /** The longest wait, without the time during which no processor was available for that thread. */
  ownLongest: z.number(),
});

/** What a measured workstation observed while it pulled or pushed; times in milliseconds. */
export const pullReport = z.object({
  /** When the cache was about to be opened, in ms since 1970. */
  startedAt: z.number(),
  /**
   * `ms` is the time from opening the cache until nothing is left to pull (and to send); `linkedMs`, until all
   * duplicates are found.
   */
  ms: z.number(),
  linkedMs: z.number(),
  /** Time from opening the cache until every word is searchable. */
  readMs: z.number(),
  /** Time for one page of the queue, requested from the main thread during that work. */
  pageP99: z.number(),
  pageMax: z.number(),
  /** Waits during pull and push, and later while finding duplicates and indexing words. */
  turns: waits,
  linkingTurns: waits,
  /** How late a turn of the main thread's event loop was. */
  mainP99: z.number(),
  mainMax: z.number(),
  /**
   * Memory of the whole process: before the cache was opened, its peak until everything was pulled, and its peak until
   * everything was linked.
   */
  idleMb: z.number(),
  peakMb: z.number(),
  linkingPeakMb: z.number(),
});
export type PullReport = z.infer<typeof pullReport>;
