import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';
import type { Doc } from './document.ts';

/** What the author typed. */
export type Typed = { document: Doc; why: string };
export type Keeping = { state: 'saved' } | { state: 'unsaved' } | { state: 'failed'; error: AppError };

type Options = {
  draftId: string;
  revision: number;
  /** Sends a draft to the server and returns its next revision. */
  save: (typed: Typed, revision: number) => Promise<number>;
  tell: (keeping: Keeping) => void;
  /** Keeps on this workstation what could not be sent, also beyond a restart; null once the server has it. */
  keep: (typed: Typed | null) => void;
  /** Pause after the last change, and before another attempt after a failure, in milliseconds. */
  afterMs?: number;
  retryMs?: number;
};

/** Changes that the server doesn't have yet, by draft, so that they survive leaving the page while offline. */
const unsaved = new Map<string, Typed>();
export const unsavedOf = (draftId: string): Typed | undefined => unsaved.get(draftId);
/** Takes over what an earlier run of the application kept; what was typed since then is newer. */
export function takeKept(draftId: string, typed: Typed): void {
  if (!unsaved.has(draftId)) unsaved.set(draftId, typed);
}

/**
 * Saves a draft while it is typed: one request at a time, each with the revision that the previous one returned, until the
 * server has the last change.
 */
export function draftKeeper({ draftId, revision, save, tell, keep, afterMs = 800, retryMs = 5_000 }: Options) {
  let known = revision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  /** What was sent last if its answer was lost: the server may have it, and takes it a second time. */
  let uncertain: Typed | null = null;
  let stopped = false;
  // What a restart left is kept, too.
  let isKept = unsaved.has(draftId);

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), ms);
  };
  const send = async () => {
    const next = () => uncertain ?? unsaved.get(draftId);
    for (let typed = next(); typed !== undefined; typed = next()) {
      try {
        known = await save(typed, known);
        uncertain = null;
      } catch (thrown) {
        const error = toAppError(thrown);
        uncertain = error.code === 'offline' || error.code === 'unavailable' ? typed : null;
        keep(unsaved.get(draftId) ?? typed);
        isKept = true;
        tell({ state: 'failed', error });
        // Without a connection it is tried again; another error would only come back.
        if (uncertain !== null) later(retryMs);
        return;
      }
      if (unsaved.get(draftId) === typed) unsaved.delete(draftId);
    }
    if (isKept) keep(null);
    isKept = false;
    tell({ state: 'saved' });
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    running ??= send().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    change: (typed: Typed): void => {
      unsaved.set(draftId, typed);
      tell({ state: 'unsaved' });
      later(afterMs);
    },
    /** Saves what is not saved yet; resolves when the server has it or can't be reached. */
    flush,
    revision: (): number => known,
    start: (): void => {
      stopped = false;
    },
    /** Saves one last time, without further attempts until it is started again. */
    stop: (): void => {
      stopped = true;
      clearTimeout(timer);
      if (unsaved.has(draftId)) void flush();
    },
    /** Forgets what is not saved yet, for a draft that was discarded or replaced. */
    forget: (): void => {
      clearTimeout(timer);
      unsaved.delete(draftId);
      keep(null);
    },
  };
}
