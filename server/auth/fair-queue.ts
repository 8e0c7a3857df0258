import { AppError } from '#shared/errors.ts';

type Waiting = { start: () => void; drop: () => void };

export type FairQueue = {
  /** @throws AppError `unavailable` with a time to try again where the queue is full; then `work` was never begun. */
  run: <T>(source: string, work: () => Promise<T>) => Promise<T>;
};

/** About as long as a full queue takes. */
const RETRY_AFTER_S = 2;

/**
 * Lets so much work run at once and so much wait. Sources take turns, and where the queue is full, the one that has most
 * waiting gives up its last place to one that has less: a flood from one source leaves the others their share.
 */
export function fairQueue({ running, waiting }: { running: number; waiting: number }): FairQueue {
  /** In the order of their turns; no lane is empty. */
  const lanes = new Map<string, Waiting[]>();
  let active = 0;
  let queued = 0;

  function finish(): void {
    active -= 1;
    const [next] = lanes;
    if (next === undefined) return;
    const [source, lane] = next;
    const first = lane.shift();
    lanes.delete(source);
    if (lane.length > 0) lanes.set(source, lane);
    queued -= 1;
    active += 1;
    first?.start();
  }

  /** Whether a place was made for one more of this source. */
  function makeRoom(source: string): boolean {
    const [longest] = [...lanes].toSorted(([, one], [, other]) => other.length - one.length);
    if (longest === undefined || longest[1].length <= (lanes.get(source)?.length ?? 0) + 1) return false;
    longest[1].pop()?.drop();
    queued -= 1;
    return true;
  }

  async function place(source: string): Promise<void> {
    if (active < running) {
      active += 1;
      return;
    }
    if (queued >= waiting && !makeRoom(source)) throw full();
    queued += 1;
    await new Promise<void>((start, reject) => {
      const lane = lanes.get(source) ?? [];
      lane.push({ start, drop: () => reject(full()) });
      lanes.set(source, lane);
    });
  }

  return {
    run: async (source, work) => {
      await place(source);
      try {
        return await work();
      } finally {
        finish();
      }
    },
  };
}

const full = () => new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_S });
