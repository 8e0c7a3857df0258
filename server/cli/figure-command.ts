import { calendarDate } from '#shared/domain/fact-shape.ts';
import { buildFigures } from '../commands/figures/build-figures.ts';
import { type Config, resourcePath } from '../config.ts';
import { oldestAndRemoved } from '../db/figure-sources.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import { cityMapOf } from '../portal/site/city-map.ts';
import { StartError } from '../start-error.ts';

/**
 * `rebuild-figures [--from DAY]`: recounts the daily figures. Days that may include reports removed by retention keep
 * their old figures.
 */
export async function rebuildFiguresCommand(deps: Deps, config: Config, from: string | undefined): Promise<number> {
  if (from !== undefined && !calendarDate.safeParse(from).success) {
    throw new StartError('--from must be a day like 2026-03-07', 2);
  }
  const { oldest } = await oldestAndRemoved(deps.db);
  if (oldest === null) {
    console.log('There are no reports to count.');
    return 0;
  }
  const city = await cityMapOf(await currentPolicy(deps.db), resourcePath(config, 'hartford'));
  // Start two days before the oldest report, because in some time zones that report belongs to an earlier day.
  const since = from ?? new Date(oldest.getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
  const { days, reports } = await buildFigures(deps, { boundary: city?.boundary ?? null, from: since });
  console.log(`Counted again: ${days} days; read ${reports} reports.`);
  return 0;
}
