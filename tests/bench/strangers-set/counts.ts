import { parseArgs } from 'node:util';
import { SEEDS, strangersSet } from './strangers-set.ts';

/** `node build/run.mjs tests/bench/strangers-set/counts.ts [--count N] [--show N]`: counts of OPEN, and some of its pairs. */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, show: { type: 'string', default: '0' } },
});
const started = performance.now();
const { reports, truth } = strangersSet(SEEDS.OPEN, Number(values.count));
const tally = (list: readonly string[]) =>
  Object.fromEntries(
    [...Map.groupBy(list, (one) => one)].map(([one, all]) => [one, all.length] as const).sort(([, a], [, b]) => b - a),
  );
const members = (kind: string) =>
  new Set(truth.pairs.filter((pair) => pair.kind === kind).flatMap(({ a, b }) => [a, b])).size;
console.log({
  reports: reports.length,
  seconds: Math.round(performance.now() - started) / 1000,
  received: [reports[0]?.receivedAt, reports.at(-1)?.receivedAt],
  kinds: tally(reports.map(({ kind }) => kind)),
  languages: tally(reports.map(({ facts }) => facts.who.language)),
  incidents: truth.incidents.length,
  pairs: tally(truth.pairs.map(({ kind }) => kind)),
  reportsIn: { duplicate: members('duplicate'), related: members('related') },
  related: tally(truth.pairs.filter(({ kind }) => kind === 'related').flatMap(({ how }) => how)),
  duplicate: tally(truth.pairs.filter(({ kind }) => kind === 'duplicate').flatMap(({ how }) => how)),
  lookAlikes: tally(truth.lookAlikes.flatMap(({ how, reports: all }) => all.map(() => how))),
});
const byId = new Map(reports.map((one) => [one.id, one.facts]));
for (const { a, b, kind, how } of truth.pairs.slice(0, Number(values.show)))
  console.log(JSON.stringify({ kind, how, a: byId.get(a), b: byId.get(b) }, null, 1));
