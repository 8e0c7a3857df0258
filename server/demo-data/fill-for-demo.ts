import type { Config } from '../config.ts';
import type { FileDeps } from '../deps.ts';
import { seedDemo } from './seed-demo.ts';

/** With this seed the first 300 reports show a repeat of every sort. */
const DEMO = { reports: 300, seed: 2 };

/** An empty demo gets made-up reports once, so that there is something to look at. */
export async function fillForDemo(
  deps: FileDeps,
  config: Pick<Config, 'resources'> & { databaseUrl: string },
): Promise<void> {
  const { resources, databaseUrl } = config;
  await seedDemo({ ...deps, resources, databaseUrl }, DEMO);
}
