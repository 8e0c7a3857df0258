import type { Bench } from './figure.ts';
import { demoFigures } from './link-demo.ts';
import { pairFigures } from './link-pairs.ts';
import { bostonFigures, seamonkeyFigures } from './link-rank.ts';
import { routeFigures } from './link-routes.ts';
import { speedFigures } from './link-speed.ts';

/**
 * Measures how accurately and how fast duplicates are found: on public sets (`P2C_DATA_DIR`), on made-up reports, and
 * in the cache.
 */
export const link: Bench = async ({ quick, seed }) => [
  ...pairFigures('febrl1', 0.999),
  ...pairFigures('febrl2', 0.999),
  ...pairFigures('restaurants', 0.94),
  ...(await routeFigures(seed, quick)),
  ...bostonFigures(),
  ...seamonkeyFigures(),
  ...(await demoFigures(seed, quick)),
  ...(quick ? [] : [...(await demoFigures(seed + 1, quick)), ...(await demoFigures(seed + 2, quick))]),
  ...(await speedFigures(seed, quick)),
];
