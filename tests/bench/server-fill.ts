import { sql } from 'kysely';
import type { Db } from '#server/db/open.ts';
import { startCluster } from '../helpers/cluster.ts';
import { multiply } from './audit-fill.ts';

/** Making a million one by one would take hours. */
const MADE = 20_000;

/**
 * Fills a folder's database: the first reports are made one by one, with letters and histories, and the closed ones are
 * then copied until there are `reports`. Does nothing if an earlier run filled it.
 * @param pulled how many reports, in the order of the feed, get the text that a server stores for it
 */
export async function fillFolder(
  folder: string,
  { reports, pulled, seed }: Record<'reports' | 'pulled' | 'seed', number>,
): Promise<void> {
  const cluster = await startCluster({ processes: 0, reports: Math.min(MADE, reports), seed, keep: folder });
  try {
    await multiply(cluster.db, reports);
    await storeFeedTexts(cluster.db, pulled);
    await sql`vacuum analyze`.execute(cluster.db);
  } finally {
    await cluster.stop();
  }
}

/** Copies lack the text, so that the feed would build it for each page. */
async function storeFeedTexts(db: Db, pulled: number): Promise<void> {
  await sql`update report set feed_text = report_feed_text(report)
    where feed_text is null and id in (select id from report order by changed_txid, id limit ${pulled})`.execute(db);
}
