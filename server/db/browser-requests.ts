import { sql } from 'kysely';
import type { Db } from './open.ts';

/** The source of requests from the agency's own computers. Strangers can't end these, however many they start. */
export const STAFF = 'staff';

/** Maximum numbers of pending requests: each is a small row, so they can be high. */
const MOST_OF_ALL = 10_000;
const MOST_OF_SOURCE = 1_000;
const MOST_OF_SESSION = 5;

/**
 * Makes room for a request, if necessary by deleting the oldest pending one of the same session, of the same network, or
 * of the network with the most. A request whose person is back from the provider is no longer pending.
 */
export async function endPending(
  db: Db,
  { sessionId, source }: { sessionId: string | null; source: string },
  at: Date,
): Promise<void> {
  const pending = sql`expires_at > ${at} and ended_at is null and code_hash is null`;
  const endOldest = (of: ReturnType<typeof sql>) =>
    sql`delete from browser_request where id = (
      select id from browser_request where ${pending} and ${of} order by created_at, id limit 1)`.execute(db);
  if (sessionId !== null) {
    const own = sql`session_id = ${sessionId}`;
    if ((await countOf(own)) >= MOST_OF_SESSION) await endOldest(own);
    return;
  }
  const own = sql`session_id is null and source = ${source}`;
  if ((await countOf(own)) >= MOST_OF_SOURCE) return void (await endOldest(own));
  const strangers = sql`session_id is null and source is distinct from ${STAFF}`;
  if (source === STAFF || (await countOf(strangers)) < MOST_OF_ALL) return;
  await endOldest(sql`session_id is null and source is not distinct from (
    select source from browser_request where ${pending} and ${strangers} group by source order by count(*) desc limit 1)`);

  async function countOf(of: ReturnType<typeof sql>): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from browser_request where ${pending} and ${of}`.execute(db);
    return rows[0]?.n ?? 0;
  }
}
