import { type Kysely, sql } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { oldestUnansweredAt } from '#shared/domain/messages.ts';
import type { Database } from './schema.ts';

/** Number of reports that one statement reads; a million at once would hold a connection too long. */
const SLICE = 2000;
/** Reports to which the reporter wrote something that an officer has to see. */
const WITH_MESSAGES = sql<boolean>`history @? '$[*] ? (@.by == null && (@.kind == "message" || @.event.code == "found"))'`;
/** The history without texts and letters; with them, it is a hundred times as long. */
const BARE = sql<HistoryEntry[]>`(select jsonb_agg(entry - 'note' - 'letter' order by at)
  from jsonb_array_elements(history) with ordinality as one (entry, at))`;

/** Counts the reports with a message from their reporter that arrived before an instant and has not been answered. */
export async function countOverdueMessages(db: Kysely<Database>, before: Date): Promise<number> {
  let count = 0;
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined; ) {
    const rows = await db
      .selectFrom(
        db
          .selectFrom('report')
          .select(['id', 'history'])
          .where('id', '>', after)
          .orderBy('id')
          .limit(SLICE)
          .as('slice'),
      )
      .select(['id', sql<HistoryEntry[] | null>`case when ${WITH_MESSAGES} then ${BARE} end`.as('history')])
      .orderBy('id')
      .execute();
    count += rows.filter(({ history }) => {
      const since = history === null ? null : oldestUnansweredAt({ history });
      return since !== null && Date.parse(since) < before.getTime();
    }).length;
    after = rows.length < SLICE ? undefined : rows.at(-1)?.id;
  }
  return count;
}
