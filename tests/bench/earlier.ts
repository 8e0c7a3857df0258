import { spawn } from 'node:child_process';
import { type Figure, figure } from './figure.ts';

/** A built checkout of an earlier commit, which runs the same benchmark first; without it, nothing is compared. */
const OLD = process.env['P2C_OLD'];
/** The largest allowed ratio to the earlier value. */
const WORSE = 1.1;

/**
 * Runs the earlier checkout's own version of a benchmark.
 * @returns its values by figure; null if there is no earlier checkout.
 */
export async function before(
  name: string,
  { quick, seed, keep }: { quick: boolean; seed: number; keep: string | null },
): Promise<ReadonlyMap<string, number> | null> {
  if (OLD === undefined) return null;
  const options = [
    ...(quick ? ['--quick'] : []),
    '--seed',
    String(seed),
    ...(keep === null ? [] : ['--keep', `${keep}-old`]),
  ];
  const { P2C_OLD: _, ...env } = process.env;
  const child = spawn(process.execPath, ['build/run.mjs', 'tests/bench/main.ts', name, ...options], {
    cwd: OLD,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  const figures = said.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Figure] : []));
  if (figures.length === 0) throw new Error(`the earlier ${name} benchmark printed no figures`);
  return new Map(figures.map((one) => [one.name, one.value]));
}

/** Reports each time and rate again, next to its earlier value. Omits figures that have no earlier value. */
export function comparedWithEarlier(
  figures: readonly Figure[],
  old: ReadonlyMap<string, number> | null,
  full: boolean,
): Figure[] {
  return figures.flatMap(({ name, value, unit }) => {
    const then = old?.get(name);
    const isRate = unit.startsWith('/');
    if (then === undefined || (unit !== 'ms' && unit !== 's' && !isRate)) return [];
    const wanted = isRate
      ? {
          text: `≥ before ÷ ${WORSE}`,
          holds: (_: number, ratio: number | null) => ratio !== null && ratio >= 1 / WORSE,
        }
      : {
          text: `≤ ${WORSE} × before`,
          // If the earlier value was zero, the new one must be zero, too.
          holds: (now: number, ratio: number | null) => (ratio === null ? now === 0 : ratio <= WORSE),
        };
    return [figure(`${name}, beside before`, value, unit, { wanted, full, peer: { name: 'before', value: then } })];
  });
}
