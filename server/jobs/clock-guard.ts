import { type ClockState, noteClock, readClock } from '../db/clock.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';
import { type Watch, watch } from './watch.ts';

const DAY_MS = 86_400_000;
export const HELD_CODES = ['clock_in_doubt', 'too_many'] as const;

export const isHeldCode = (code: string | null): boolean => HELD_CODES.some((one) => one === code);

/** A job was held back: it has changed nothing, and a person must look first. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
  readonly code: (typeof HELD_CODES)[number];
  constructor(code: (typeof HELD_CODES)[number], message: string) {
    super(message);
    this.code = code;
  }
}

const HOW = 'If that is right, an administrator confirms it: p2c-server confirm-clock --by NAME --today YYYY-MM-DD';

/** Says what is wrong with the clock; null if it may be believed. */
export function clockProblem({ knownAt, databaseAt }: ClockState, at: Date): string | null {
  const apart = (other: Date) => Math.abs(at.getTime() - other.getTime()) > DAY_MS;
  if (apart(databaseAt))
    return `This machine's clock says ${at.toISOString()}, that of the database's machine ${databaseAt.toISOString()}. Set the wrong one right.`;
  if (knownAt === null || !apart(knownAt)) return null;
  return at > knownAt
    ? `The clock says ${at.toISOString()}, but the server last ran at ${knownAt.toISOString()}. ${HOW}`
    : `The clock says ${at.toISOString()}, but the server already ran at ${knownAt.toISOString()}. ${HOW}`;
}

const HELD = 'Nothing is removed, ended or closed until then; everything else goes on.';

/**
 * Checks every minute that the clock is right, and alerts when it has jumped by more than a day or the database's clock
 * is another one. Each process watches its own clock.
 */
export function watchClock(deps: Deps, alerts: Alerts, lookMs?: number): Watch {
  let problem = '';
  const look = async () => {
    const at = deps.now();
    // Whether the database answers is watched elsewhere.
    const state = await readClock(deps.db).catch(() => null);
    if (state === null) return;
    const found = clockProblem(state, at);
    if (found === null) return noteClock(deps.db, at).catch(() => {});
    problem = found;
    throw new HeldBack('clock_in_doubt', found);
  };
  const words = { problem: 'clock', wrong: () => `${problem} ${HELD}`, right: 'The clock is right again.' };
  return watch(look, { alerts, ...words }, lookMs);
}

/** `count` returns how many of these the run would change, and may stop counting above `most`. */
export type Counted = {
  limit: 'reportsPerRun' | 'accountsPerRun';
  count: (deps: Deps, most: number) => Promise<number>;
};

/**
 * Runs what removes, ends or closes something, or tells people what the clock says, only if the clock may be believed
 * and no more is due than the policy allows for one run. `work` gets a clock that cannot jump during the run.
 * @throws HeldBack
 */
export async function guarded<D extends Deps, T>(
  deps: D,
  { name, alerts, counted }: { name: string; alerts: Alerts; counted?: Counted },
  work: (steady: D) => Promise<T>,
): Promise<T> {
  const at = deps.now();
  const began = performance.now();
  const state = await readClock(deps.db);
  const problem = clockProblem(state, at);
  if (problem !== null) throw new HeldBack('clock_in_doubt', problem);
  const steady = { ...deps, now: () => new Date(at.getTime() + performance.now() - began) };
  if (counted !== undefined && (state.allowedUntil === null || state.allowedUntil < at)) {
    const most = (await currentPolicy(deps.db)).limits[counted.limit];
    if ((await counted.count(steady, most)) > most) {
      const what = counted.limit === 'reportsPerRun' ? 'reports' : 'accounts';
      const text = `The job ${name} would change more than ${most} ${what} in one run. It changed none. ${HOW} Or raise the limit in the policy.`;
      alerts.raise(`job ${name} is held`, text);
      throw new HeldBack('too_many', text);
    }
  }
  alerts.clear(`job ${name} is held`, `The job ${name} goes on.`);
  return work(steady);
}
