import { type Kysely, sql } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { messageSince } from '#shared/domain/messages.ts';
import type { Database } from './schema.ts';

const SLICE = 500;
/** As in the index `report_with_messages`, without which every history would be read. */
const WITH_MESSAGES = sql<boolean>`history @? '$[*] ? (@.by == null && (@.kind == "message" || @.event.code == "found"))'`;
/** Without texts and letters: a history with them is a hundred times as long. */
const BARE = sql<HistoryEntry[]>`(select jsonb_agg(entry - 'note' - 'letter' order by at)
  from jsonb_array_elements(history) with ordinality as one (entry, at))`;

/** How many reports have a message from their reporter that came before an instant and that nobody has answered. */
export async function countOverdueMessages(db: Kysely<Database>, before: Date): Promise<number> {
  let count = 0;
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined; ) {
    const rows: { id: string; history: HistoryEntry[] }[] = await db
      .selectFrom('report')
      .select(['id', BARE.as('history')])
      .where(WITH_MESSAGES)
      .where('id', '>', after)
      .orderBy('id')
      .limit(SLICE)
      .execute();
    count += rows.filter((report) => {
      const since = messageSince(report);
      return since !== null && Date.parse(since) < before.getTime();
    }).length;
    after = rows.length < SLICE ? undefined : rows.at(-1)?.id;
  }
  return count;
}
