import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../json-file.ts';

/** The possible reasons why a start did not reach a usable window. */
export const START_FAILURES = ['application', 'worker', 'window', 'late'] as const;
export type StartFailure = (typeof START_FAILURES)[number];

const shape = z.object({
  version: z.string().max(40),
  startedAt: z.iso.datetime(),
  state: z.enum(['starting', 'failed', 'finished']),
  failure: z.enum(START_FAILURES).nullable(),
  /** How many consecutive earlier starts of this version never reached a usable window. */
  unfinished: z.int().min(0).max(1000),
  /** The latest start that reached a usable window. */
  lastGood: z.object({ version: z.string().max(40), at: z.iso.datetime() }).nullable(),
});
export type StartMarkFile = z.infer<typeof shape>;

/** After this many consecutive unfinished starts of one version, the next start opens the repair page. */
const MOST_UNFINISHED = 2;

export type StartMark = ReturnType<typeof openStartMark>;

/**
 * Records on disk that a start began, and whether it reached a usable window: `start.json` in the user-data folder. A
 * start counts as unfinished if something failed, or if the application ended without a record while the computer kept
 * running. A start cut off by a power loss, or by the officer quitting when nothing had failed, does not count.
 * @param bootedAt when the computer was started.
 * @param notWritten called when the mark can't be written, as on a full disk, which must not keep anyone from working.
 */
export function openStartMark(options: {
  folder: string;
  version: string;
  now: () => Date;
  bootedAt: Date;
  notWritten: (error: unknown) => void;
}) {
  const { folder, version, now, bootedAt } = options;
  const path = join(folder, 'start.json');
  const before = shape.safeParse(readJson(path)).data ?? null;
  const unfinished = before === null || before.version !== version ? 0 : before.unfinished + counted(before, bootedAt);
  let mark: StartMarkFile = {
    version,
    startedAt: now().toISOString(),
    state: 'starting',
    failure: null,
    unfinished,
    lastGood: before?.lastGood ?? null,
  };

  /** False while the repair page is shown, because no start is in progress then. */
  let hasBegun = false;

  function write(next: Partial<StartMarkFile>): void {
    mark = { ...mark, ...next };
    try {
      writeJson(path, mark);
    } catch (error) {
      options.notWritten(error);
    }
  }

  return {
    /** The reason the previous start did not finish; null if it finished or the reason is unknown. */
    failure: before?.version === version ? (before.failure ?? null) : null,
    needsRepair: unfinished >= MOST_UNFINISHED,
    get: (): StartMarkFile => mark,
    /** Call before loading anything that can fail. */
    begin: (): void => {
      hasBegun = true;
      write({ startedAt: now().toISOString(), state: 'starting', failure: null });
    },
    fail: (failure: StartFailure): void => {
      if (hasBegun && mark.state === 'starting') write({ state: 'failed', failure });
    },
    /** Call when the window is usable: the officer can sign in or unlock. */
    finish: (): void => {
      if (mark.state === 'finished') return;
      const lastGood = { version, at: now().toISOString() };
      write({ state: 'finished', failure: null, unfinished: 0, lastGood });
    },
    /**
     * Call when someone quits. If the window was not usable yet, this start counts neither as failed nor as proof that
     * the version works.
     */
    quit: (): void => {
      if (hasBegun && mark.state === 'starting') write({ state: 'finished' });
    },
  };
}

/**
 * Returns 1 if a start counts as unfinished. A start time in the future counts too, because the clock may have been set
 * back since.
 */
function counted({ state, startedAt }: StartMarkFile, bootedAt: Date): 0 | 1 {
  if (state === 'failed') return 1;
  return state === 'starting' && Date.parse(startedAt) >= bootedAt.getTime() ? 1 : 0;
}
