import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { candidates, collect } from '#shared/link/collection.ts';
import type { createScorer } from '#shared/link/link.ts';
import type { readModel } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import type { Row } from '#shared/link/records.ts';
import { generateReports } from '../../server/demo-data/generate.ts';
import { readDemoWorld } from '../../server/demo-data/resources.ts';
import { type Figure, figure, printed } from './figure.ts';
import { indexBeside } from './link-beside.ts';
import { indexFigures } from './link-index.ts';

/** A checkout of an earlier commit, measured in the same run for comparison; without it, nothing is compared. */
const OLD = process.env['P2C_OLD'];
const HERE = join(import.meta.dirname, '../..');
const ROUNDS = 8;

type Engine = {
  collect: typeof collect;
  candidates: typeof candidates;
  createScorer: typeof createScorer;
  readModel: typeof readModel;
};

async function engineAt(root: string): Promise<Engine> {
  const from = (file: string) => import(join(root, 'shared/link', file)) as Promise<Partial<Engine>>;
  return Object.assign({}, await from('collection.ts'), await from('link.ts'), await from('model.ts')) as Engine;
}

/** Measures pairs per second on one thread, and the index of an encrypted cache. */
export async function speedFigures(seed: number, quick: boolean): Promise<Figure[]> {
  const until = new Date('2026-11-01T12:00:00.000Z');
  const world = await readDemoWorld('resources');
  const rows = Array.from(
    generateReports({ count: quick ? 4000 : 20_000, seed: 7000 + seed, until }, world),
    (one) => ({
      id: one.trackingNumber,
      row: rowOfReport({ ...one, corrections: [] }),
    }),
  );
  const [own, old] = await Promise.all([HERE, ...(OLD === undefined ? [] : [OLD])].map((root) => prepare(root, rows)));
  if (own === undefined) return [];
  // Both compare the same pairs, in turns, so that a busy machine slows both down.
  const pairs = own.pairs();
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, engine] of [
      ['own', own],
      ['old', old],
    ] as const)
      for (const how of ['shown', 'score'] as const) {
        const rate = engine?.rate(pairs, how) ?? 0;
        best.set(`${name} ${how}`, Math.max(best.get(`${name} ${how}`) ?? 0, rate));
      }
  const beside = (how: string) =>
    old === undefined ? {} : { peer: { name: 'before', value: best.get(`old ${how}`) ?? Number.NaN } };
  const fast = {
    text: '≥ 300000, ≥ .95 × before',
    holds: (value: number, ratio: number | null) => value >= 300_000 && (ratio ?? 1) >= 0.95,
  };
  const speed = [
    figure('scoring, one thread, pairs that cannot be shown left early', best.get('own shown') ?? 0, 'pairs/s', {
      wanted: fast,
      full: !quick,
      ...beside('shown'),
    }),
    figure('scoring, one thread, every comparison of every pair', best.get('own score') ?? 0, 'pairs/s', {
      wanted: old === undefined ? printed : { text: '≥ .95 × before', holds: (_, ratio) => (ratio ?? 1) >= 0.95 },
      full: !quick,
      ...beside('score'),
    }),
  ];
  const index = await indexFigures(seed, quick);
  return [...speed, ...index, ...(OLD === undefined ? [] : await indexBeside(OLD, { seed, quick }))];
}

async function prepare(root: string, rows: readonly { id: string; row: Row }[]) {
  const engine = await engineAt(root);
  const model = engine.readModel(readFileSync(join(root, 'resources/link/p2c.json'), 'utf8'));
  const collection = engine.collect(model, rows);
  const scorer = engine.createScorer(model);
  const { features } = collection;
  return {
    pairs: () => [...engine.candidates(collection)],
    /** Counts processor time, because other programs use this machine, too. */
    rate: (pairs: readonly [number, number[]][], how: 'shown' | 'score'): number => {
      const compare = scorer[how];
      const from = process.cpuUsage();
      let count = 0;
      for (const [b, earlier] of pairs)
        for (const a of earlier) {
          const [one, other] = [features[a], features[b]];
          if (one === undefined || other === undefined) continue;
          compare(one, other);
          count += 1;
        }
      const { user, system } = process.cpuUsage(from);
      return Math.round((count / (user + system)) * 1e6);
    },
  };
}
