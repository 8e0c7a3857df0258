import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Figure, figure, quantile, type Wanted } from './figure.ts';
import type { Answered, Asked } from './link-beside-child.ts';

const HERE = join(import.meta.dirname, '../..');
const STEPS = 2000;
const LATE = 1500;
const AT_ONCE = 25;
/** The number of late reports that are not counted, because they run before the code is compiled. */
const WARM = 500;

/**
 * Measures the index of an earlier checkout and this one's, alternating and by processor time, so that other load on
 * the machine slows both down.
 */
export async function indexBeside(old: string, { seed, quick }: { seed: number; quick: boolean }): Promise<Figure[]> {
  const count = quick ? 4000 : 100_000;
  const children: ChildProcess[] = [];
  for (const root of [HERE, old]) {
    const child = fork(join(import.meta.dirname, 'link-beside-child.ts'), [root, count, LATE, 9000 + seed].map(String));
    children.push(child);
    await once(child, 'message');
  }
  try {
    const [now, then] = await rebuildInTurns(children);
    const [own, before] = await arriveInTurns(children);
    const wanted: Wanted = { text: '≤ 1.1 × before', holds: (_, ratio) => ratio !== null && ratio <= 1.1 };
    const beside = (name: string, unit: string, value: number | undefined, peer: number | undefined): Figure =>
      figure(name, value ?? Number.NaN, unit, {
        wanted,
        full: !quick,
        peer: { name: 'before', value: peer ?? Number.NaN },
      });
    const one = `one report compared with ${count}, processor time beside before`;
    return [
      beside(`index of ${count}, processor time beside before`, 's', now, then),
      ...[0.5, 0.95].map((q) => beside(`${one}, p${100 * q}`, 'ms', quantile(own ?? [], q), quantile(before ?? [], q))),
    ];
  } finally {
    for (const child of children) child.disconnect();
  }
}

async function ask(child: ChildProcess, asked: Asked): Promise<Answered> {
  child.send(asked);
  const [answered] = (await once(child, 'message')) as [Answered];
  return answered;
}

/** Returns the processor time that each process took, in seconds. */
async function rebuildInTurns(children: readonly ChildProcess[]): Promise<number[]> {
  const states = children.map((child) => ({ child, seconds: 0, more: true }));
  while (states.some(({ more }) => more)) {
    for (const state of states.filter(({ more }) => more)) {
      const { times, more } = await ask(state.child, { steps: STEPS });
      state.seconds += (times[0] ?? 0) / 1000;
      state.more = more;
    }
  }
  return states.map(({ seconds }) => seconds);
}

/** Returns the milliseconds of processor time that each process took for each late report. */
async function arriveInTurns(children: readonly ChildProcess[]): Promise<number[][]> {
  const states = children.map((child) => ({ child, times: [] as number[] }));
  for (let from = 0; from < LATE; from += AT_ONCE)
    for (const { child, times } of from % (2 * AT_ONCE) === 0 ? states : states.toReversed())
      times.push(...(await ask(child, { from, to: from + AT_ONCE })).times);
  return states.map(({ times }) => times.slice(WARM));
}
