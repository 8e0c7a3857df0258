import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { onDatabase, reportId } from './own-database.ts';

const BY = { actor: 'test', source: 'test' };
const WEEK_MS = 7 * 86_400_000;

/** Tables of what earlier tests drew, cleared because a week is drawn only once. */
const DRAWN = ['review_look', 'review_note', 'review', 'review_sample', 'review_draw'] as const;

/** Draws this week's decisions as the server will next week. Only those about these reports stay in the sample. */
export async function draw(agency: BuiltServer, ...trackingNumbers: readonly string[]): Promise<void> {
  await onDatabase(agency, async (deps) => {
    const policy = await currentPolicy(deps.db);
    await publishPolicy(deps, { ...policy, review: { ...policy.review, sharePercent: 100 } }, BY);
    for (const table of DRAWN) await deps.db.deleteFrom(table).execute();
    await drawSample({ ...deps, now: () => new Date(Date.now() + WEEK_MS) }, BY);
    const ids = await Promise.all(trackingNumbers.map((one) => reportId(deps, one)));
    await deps.db.deleteFrom('review_sample').where('report_id', 'not in', ids).execute();
  });
}
