import { rebasePolicy } from '#shared/domain/policy-difference.ts';
import type { UnsavedPolicy } from '#shared/domain/policy-draft.ts';
import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';
import { isAway } from '../model/way-out.ts';
import type { Doc } from './document.ts';

/** What the author typed. */
export type Typed = { document: Doc; why: string };
/** What the server doesn't have yet, with the draft as the server had it before. */
type Unsaved = Typed & Pick<UnsavedPolicy, 'from'>;
export type Keeping = { state: 'saved' } | { state: 'unsaved' } | { state: 'failed'; error: AppError };

type Options = {
  draftId: string;
  /** The draft as the server has it. */
  from: Unsaved['from'];
  /** Sends a draft to the server and returns its next revision. */
  save: (typed: Typed, revision: number) => Promise<number>;
  tell: (keeping: Keeping) => void;
  /** Keeps on this workstation what could not be sent, also beyond a restart; null once the server has it. */
  keep: (unsaved: Unsaved | null) => void;
  /** Pause after the last change, and before another attempt after a failure, in milliseconds. */
  afterMs?: number;
  retryMs?: number;
};

/** Changes that the server doesn't have yet, by draft, so that they survive leaving the page while offline. */
const unsaved = new Map<string, Unsaved>();
export const unsavedOf = (draftId: string): Unsaved | undefined => unsaved.get(draftId);

/**
 * Takes over what is not saved yet when a draft is opened: what was typed since this program started, else what an earlier
 * run kept. If the draft was saved from another workstation meanwhile, both changes come together; where both changed the
 * same text, the one typed here stays.
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
    // The server may have it already, if only its answer was lost.
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
 * Saves a draft while it is typed: one request at a time, each with the revision that the previous one returned, until the
 * server has the last change.
 */
export function draftKeeper({ draftId, from, save, tell, keep, afterMs = 800, retryMs = 5_000 }: Options) {
  let known = from;
  /** The draft was saved elsewhere: nothing that is sent from here is taken any more. */
  let isOutdated = false;
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
        // Without a connection it is tried again; another error would only come back.
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
    /** Saves what is not saved yet; resolves when the server has it or can't be reached. */
    flush,
    revision: (): number => known.revision,
    /** Whether the last attempt to save found no server. */
    isCutOff: (): boolean => uncertain !== null,
    start: (): void => {
      stopped = false;
    },
    /** Saves one last time, without further attempts until it is started again. */
    stop: (): void => {
      stopped = true;
      clearTimeout(timer);
      if (unsaved.has(draftId) && !isOutdated) void flush();
    },
    /** Forgets what is not saved yet, for a draft that was discarded or replaced. */
    forget: (): void => {
      clearTimeout(timer);
      unsaved.delete(draftId);
      keep(null);
    },
  };
}
