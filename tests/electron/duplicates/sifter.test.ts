import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { createHeads, headIn } from '#electron/duplicates/heads.ts';
import { p2cModel } from '#electron/duplicates/model.ts';
import { createRecorder } from '#electron/duplicates/record.ts';
import { createSift, SHIFT } from '#electron/duplicates/sift.ts';
import { startSifter } from '#electron/duplicates/sifter.ts';
import { createScorer } from '#shared/link/link.ts';
import { makeReports } from '../../server/seed/world.ts';

const scorer = createScorer(p2cModel);
const recorder = createRecorder(scorer.reader, { model: p2cModel, secret: [3, 5], frequencies: '' });
const rests = new Map<number, Uint8Array>();
const heads = createHeads(1 << 22);
/** Every two of some reports, each pair twice, as those that share two keys. */
let pairs = new Float64Array();

beforeAll(async () => {
  const reports = await makeReports(220, 5);
  for (const [id, { facts, kind, offenseCode }] of reports.entries()) {
    const { record } = recorder.read(JSON.stringify({ facts, kind, offenseCode, corrections: [] }));
    heads.put(id, record.head);
    rests.set(id, record.rest);
  }
  const two = reports.flatMap((_, one) => Array.from({ length: one }, (__, other) => other * SHIFT + one));
  pairs = Float64Array.from([...two, ...two]).sort();
});

/** By all that is known of both. */
function isShown(pair: number): boolean {
  const read = (id: number) => {
    const head = heads.get(id);
    if (head === null) throw new Error('no head');
    return scorer.reader.unpack(head.bytes, () => rests.get(id) ?? new Uint8Array(), head.at);
  };
  return scorer.shown(read(pair % SHIFT), read(Math.floor(pair / SHIFT))) !== null;
}

const sift = () => createSift(p2cModel, (id) => headIn(heads.shared(), id))(pairs);

test('what two heads rule out is left out, each pair is there once, and none that the model shows is missing', () => {
  const remain = sift();
  const shown = new Set(pairs.filter(isShown));
  expect(shown.size).toBeGreaterThan(10);
  expect(new Set(remain).size).toBe(remain.length);
  expect([...shown].filter((pair) => !remain.includes(pair))).toEqual([]);
  expect(remain.length).toBeLessThan(pairs.length / 4);
  expect(remain).toEqual(Float64Array.from(remain).sort());
});

test('a pair of which a head is not at hand remains', () => {
  const without = createSift(p2cModel, (id) => (id === 7 ? null : heads.get(id)))(pairs);
  const of = (all: Float64Array) => new Set(all.filter((pair) => pair % SHIFT === 7 || Math.floor(pair / SHIFT) === 7));
  expect(of(without)).toEqual(of(pairs));
  expect(without.length).toBeLessThan(pairs.length / 4);
});

test('a second thread sifts as this one does, from the same memory, and says of which group it is', async () => {
  const sifter = startSifter({ model: p2cModel, heads: heads.shared() });
  const half = pairs.length / 2;
  sifter.give(3, pairs.slice(0, half));
  sifter.give(4, pairs.slice(half));
  const sifted = async (group: number, given: number) => {
    for (;;) {
      const some = sifter.take(group) ?? new Float64Array();
      if (some.length < given) return some;
      sifter.give(group, some);
      await sleep(20);
    }
  };
  const all = [...(await sifted(3, half)), ...(await sifted(4, half))];
  expect(new Set(all)).toEqual(new Set(sift()));
  expect(sifter.take(5)).toBeNull();
  sifter.stop();
  expect(sifter.wants()).toBe(false);
});

test('it is given no more than it has time for, and what it did not come to is had unsifted', async () => {
  const sifter = startSifter({ model: p2cModel, heads: heads.shared() });
  let group = 0;
  for (; sifter.wants(); group += 1) sifter.give(group, pairs);
  expect(group).toBeLessThan(100);
  expect(sifter.take(group - 1)).toEqual(pairs);
  expect(sifter.wants()).toBe(true);
  sifter.stop();
});

test('one that breaks down wants nothing more, and what it had is there unsifted', async () => {
  const broken = { chunks: [], places: null as never };
  const sifter = startSifter({ model: p2cModel, heads: broken });
  sifter.give(1, pairs);
  while (sifter.wants()) await sleep(5);
  expect(sifter.take(1)).toEqual(pairs);
});
