import { rebasePolicy } from '#shared/domain/policy-difference.ts';
import type { UnsavedPolicy } from '#shared/domain/policy-draft.ts';
import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';
import { isAway } from '../model/error-remedy.ts';
import type { Doc } from './document.ts';

/** What the author typed. */
export type Typed = { document: Doc; why: string };
/** Changes that the server doesn't have yet, and the server's version of the draft that they were made to. */
type Unsaved = Typed & Pick<UnsavedPolicy, 'from'>;
export type Keeping = { state: 'saved' } | { state: 'unsaved' } | { state: 'failed'; error: AppError };

type Options = {
  draftId: string;
  /** The draft as the server has it. */
  from: Unsaved['from'];
  /** Sends a draft to the server and returns its next revision. */
  save: (typed: Typed, revision: number) => Promise<number>;
  tell: (keeping: Keeping) => void;
  /** Stores unsent changes on this workstation, so that they survive a restart; null once the server has them. */
  keep: (unsaved: Unsaved | null) => void;
  /** Delay in milliseconds after the last change (`afterMs`) and before retrying after a failure (`retryMs`). */
  afterMs?: number;
  retryMs?: number;
};

/** Changes that the server doesn't have yet, by draft, so that they survive leaving the page while offline. */
const unsaved = new Map<string, Unsaved>();
export const unsavedOf = (draftId: string): Unsaved | undefined => unsaved.get(draftId);

/**
 * Picks up unsaved changes when a draft is opened: those typed since this program started, or else those stored by an
 * earlier run. If the draft was saved from another workstation in the meantime, both sets of changes are merged; where
 * both changed the same text, the one typed here wins.
 * @returns whether the draft had been saved elsewhere, and the paths that both changed.
 */
export function takeUnsaved(
  draft: { id: string; revision: number; document: string; why: string },
  kept: Unsaved | null,
): { isMerged: boolean; conflicts: string[] } {
  const mine = unsaved.get(draft.id) ?? kept;
  if (mine === null) return { isMerged: false, conflicts: [] };
  const from = { revision: draft.revision, document: draft.document };
  const put = ({ document, why }: Typed) => {
    // The server may have these changes already, if only its response was lost.
    if (JSON.stringify(document) === draft.document && why === draft.why) unsaved.delete(draft.id);
    else unsaved.set(draft.id, { document, why, from });
  };
  if (mine.from.revision === draft.revision || JSON.stringify(mine.document) === draft.document) {
    put(mine);
    return { isMerged: false, conflicts: [] };
  }
  const conflicts: string[] = [];
  const parts = { base: JSON.parse(mine.from.document), ours: mine.document, theirs: JSON.parse(draft.document) };
  const document = rebasePolicy(parts, conflicts) as Doc;
  put({ document, why: mine.why === '' ? draft.why : mine.why });
  return { isMerged: true, conflicts };
}

/**
 * Saves a draft while it is being typed: one request at a time, each with the revision returned by the previous one,
 * until the server has the last change.
 */
export function draftKeeper({ draftId, from, save, tell, keep, afterMs = 800, retryMs = 5_000 }: Options) {
  let known = from;
  /** True if the draft was saved elsewhere: the server then rejects anything sent from here. */
  let isOutdated = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  /**
   * The last changes sent, if the response was lost. They are sent again; the server accepts them even if it already
   * has them.
   */
  let uncertain: Typed | null = null;
  let stopped = false;
  // Unsaved changes from before a restart are also stored.
  let isKept = unsaved.has(draftId);

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), ms);
  };
  const send = async () => {
    const next = () => uncertain ?? unsaved.get(draftId);
    for (let typed = next(); typed !== undefined; typed = next()) {
      try {
        const revision = await save(typed, known.revision);
        known = { revision, document: JSON.stringify(typed.document) };
        uncertain = null;
      } catch (thrown) {
        const error = toAppError(thrown);
        uncertain = isAway(error) ? typed : null;
        isOutdated = error.code === 'act_not_allowed';
        keep(unsaved.get(draftId) ?? { ...typed, from: known });
        isKept = true;
        tell({ state: 'failed', error });
        // Retry if the server can't be reached; any other error would only recur.
        if (uncertain !== null) later(retryMs);
        return;
      }
      const newest = unsaved.get(draftId);
      if (newest === typed) unsaved.delete(draftId);
      else if (newest !== undefined) unsaved.set(draftId, { ...newest, from: known });
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
      unsaved.set(draftId, { ...typed, from: known });
      tell({ state: 'unsaved' });
      later(afterMs);
    },
    /** Saves any unsaved changes; resolves once the server has them or saving has failed. */
    flush,
    revision: (): number => known.revision,
    /** Whether the last attempt to save couldn't reach the server. */
    isCutOff: (): boolean => uncertain !== null,
    start: (): void => {
      stopped = false;
    },
    /** Saves one last time, and doesn't retry until `start` is called. */
    stop: (): void => {
      stopped = true;
      clearTimeout(timer);
      if (unsaved.has(draftId) && !isOutdated) void flush();
    },
    /** Drops unsaved changes to a draft that was discarded or replaced. */
    forget: (): void => {
      clearTimeout(timer);
      unsaved.delete(draftId);
      keep(null);
    },
  };
}
