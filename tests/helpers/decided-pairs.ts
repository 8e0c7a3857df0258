import type { Report } from '#shared/domain/report.ts';
import type { Agency } from './agency.ts';

/** Writes officers' decisions in the way the command does, about pairs by one person and pairs by two people. */
export async function decideAboutPairs(
  { deps: { db, now }, file }: Pick<Agency, 'deps' | 'file'>,
  officerId: string,
  count: number,
): Promise<void> {
  const reports: Report[] = [];
  for (let i = 0; i < 30; i++) {
    reports.push(await file({ facts: { who: { email: `p${i % 10}@example.org`, familyName: `Family${i % 10}` } } }));
  }
  const pairs = reports.flatMap((one, i) =>
    reports.slice(i + 1).map((other, j) => ({ one, other, same: i % 10 === (i + 1 + j) % 10 })),
  );
  const values = pairs.slice(0, count).map(({ one, other, same }) => {
    const [left_id, right_id] = [one.id, other.id].sort() as [string, string];
    const decision = same ? ('same' as const) : ('not_same' as const);
    const own = { id: crypto.randomUUID(), left_id, right_id, decision };
    return Object.assign(own, { request_hash: '-', note: '', officer_id: officerId, decided_at: now() });
  });
  await db.insertInto('pair_decision').values(values).execute();
}
