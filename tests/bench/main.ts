import { parseArgs } from 'node:util';
import type { Bench, Figure } from './figure.ts';

/** `npm run bench -- NAME [--quick] [--seed S] [--keep DIR]`: runs the benchmark, then prints one JSON line per figure. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  'main-job': async () => (await import('./main-job.ts')).mainJob,
  link: async () => (await import('./link.ts')).link,
  'link-strangers': async () => (await import('./link-strangers.ts')).linkStrangers,
  server: async () => (await import('./server.ts')).server,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  timing: async () => (await import('./timing.ts')).timing,
  kills: async () => (await import('./kills.ts')).kills,
  sync: async () => (await import('./sync.ts')).sync,
  desk: async () => (await import('./desk.ts')).desk,
  faults: async () => (await import('./faults.ts')).faults,
  opening: async () => (await import('./opening.ts')).opening,
  trail: async () => (await import('./trail.ts')).trail,
  find: async () => (await import('./find.ts')).find,
  audit: async () => (await import('./audit.ts')).audit,
  updates: async () => (await import('./updates.ts')).updates,
  intake: async () => (await import('./intake.ts')).intake,
  hints: async () => (await import('./hints.ts')).hints,
  growth: async () => (await import('./growth.ts')).growth,
  dev: async () => (await import('./dev.ts')).dev,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});
const [name = ''] = positionals;
const load = BENCHES[name];
if (load === undefined) {
  console.error(
    `usage: npm run bench -- NAME [--quick] [--seed S] [--keep DIR]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}`,
  );
  process.exit(2);
}

const started = performance.now();
const seed = Number(values.seed);
console.log(`bench ${name}, seed ${seed}, ${values.quick ? 'quick' : 'full size'}, Node ${process.version}`);
const bench = await load();
const figures = await bench({ quick: values.quick, seed, keep: values.keep ?? null });
console.log(`took ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
console.log(table(figures));
for (const figure of figures) console.log(JSON.stringify(figure));
process.exit(figures.some((figure) => figure.ok === false) ? 1 : 0);

function table(rows: readonly Figure[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${row.value} ${row.unit}`,
    row.wanted,
    row.peer === null ? '–' : `${row.peer.name}: ${row.peer.value}`,
    row.ratio === null ? '–' : `× ${row.ratio}`,
    row.ok === null ? 'not at this size' : row.ok ? 'ok' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)));
  return `${cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')}\n`;
}
