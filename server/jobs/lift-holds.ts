import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { escapeHtml } from '#shared/letters/wording.ts';
import { appendAudit } from '../db/audit.ts';
import { noteHoldStep } from '../db/hold-record.ts';
import { currentPolicy } from '../db/policy.ts';
import { lockReportNow } from '../db/report.ts';
import type { LegalHold } from '../db/tables/reports.ts';
import type { Deps } from '../deps.ts';
import type { MailTransport } from '../mail/transport.ts';

export type HoldPost = { transport: MailTransport; from: string; to: string };

type Lifting = NonNullable<LegalHold['lifting']>;
type Row = { id: string; number: string; lifting: Lifting };

const MOST_AT_ONCE = 500;
const HOUR_MS = 3_600_000;

/**
 * Notifies supervisors of legal holds that are being lifted, and lifts those whose 24 hours are over. Supervisors count
 * as notified once the mail server has accepted the e-mail, which contains only the report's number, who asked, and
 * when the hold ends. On a server without e-mail, they count as notified once their screens show the hold. If they are
 * notified more than an hour after the request, the 24 hours start then. If an e-mail is refused, the job fails and is
 * retried.
 */
export async function liftHolds(deps: Deps, post: HoldPost | null): Promise<{ told: number; lifted: number }> {
  const { rows } = await sql<Row>`
    select id, tracking_number as number, hold -> 'lifting' as lifting from report
    where hold is not null and jsonb_typeof(hold -> 'lifting') = 'object'
      and (hold -> 'lifting' ->> 'toldAt' is null or hold -> 'lifting' ->> 'effectiveAt' <= ${deps.now().toISOString()})
    order by hold -> 'lifting' ->> 'effectiveAt' limit ${MOST_AT_ONCE}`.execute(deps.db);
  let told = 0;
  let lifted = 0;
  const failed: string[] = [];
  for (const row of rows) {
    if (row.lifting.toldAt !== null) {
      if (await end(deps, row)) lifted += 1;
      continue;
    }
    const effectiveAt = effectiveFrom(row.lifting, deps.now());
    const sent = post === null ? null : await tell(deps, post, { ...row, effectiveAt });
    if (sent !== null && !sent.ok) failed.push(sent.why);
    else if (await noteTold(deps, row, { effectiveAt, told: post === null ? 'screen' : 'mail' })) told += 1;
  }
  if (failed.length > 0) throw new Error(`supervisors could not be notified about legal holds (${failed.join(', ')})`);
  return { told, lifted };
}

/** How many holds `liftHolds` would end now. */
export async function countHoldsToEnd({ db, now }: Deps): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from report
    where hold is not null and jsonb_typeof(hold -> 'lifting') = 'object'
      and hold -> 'lifting' ->> 'toldAt' is not null
      and hold -> 'lifting' ->> 'effectiveAt' <= ${now().toISOString()}`.execute(db);
  return rows[0]?.n ?? 0;
}

function effectiveFrom({ at, effectiveAt }: Lifting, now: Date): string {
  const isLate = now.getTime() - Date.parse(at) > HOUR_MS;
  return isLate ? new Date(now.getTime() + 24 * HOUR_MS).toISOString() : effectiveAt;
}

async function tell({ db, now }: Deps, { transport, from, to }: HoldPost, row: Row & { effectiveAt: string }) {
  const { agency } = await currentPolicy(db);
  const { id, number, lifting, effectiveAt } = row;
  const when = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long', timeZone: agency.timeZone });
  const text =
    `${lifting.by.displayName} asked to release the legal hold on report ${number}. It ends on ` +
    `${when.format(new Date(effectiveAt))}; until then, a supervisor or records clerk can stop this on the page ` +
    '"Holds and retention".';
  // The message ID is the same for every attempt, so that mail programs show only one copy of an e-mail sent twice.
  const name = createHash('sha256').update(`${id} ${lifting.at}`).digest('hex').slice(0, 32);
  return transport.send({
    from: { name: agency.name, address: from },
    to,
    messageId: `<hold-${name}@${from.split('@')[1] ?? 'localhost'}>`,
    language: 'en',
    subject: `P2C Review: legal hold ${number}`,
    text,
    html: `<p>${escapeHtml(text)}</p>`,
    date: now(),
  });
}

/** Returns false if the lifting was stopped, or requested again, after the list was read. */
async function noteTold(deps: Deps, row: Row, told: Pick<Lifting, 'effectiveAt' | 'told'>): Promise<boolean> {
  return changed(deps, row, (hold) => ({
    ...hold,
    lifting: { ...row.lifting, ...told, toldAt: deps.now().toISOString() },
  }));
}

async function end(deps: Deps, row: Row): Promise<boolean> {
  return changed(deps, row, () => null);
}

async function changed(
  deps: Deps,
  { id, lifting }: Row,
  change: (hold: LegalHold) => LegalHold | null,
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    const report = await lockReportNow(trx, id);
    const hold = report?.hold ?? null;
    if (report === null || hold === null || hold.lifting?.at !== lifting.at || hold.lifting.toldAt !== lifting.toldAt)
      return false;
    const next = change(hold);
    const stored = next === null ? null : JSON.stringify(next);
    await trx.updateTable('report').set({ hold: stored }).where('id', '=', id).execute();
    if (next === null) {
      const at = deps.now().toISOString();
      await noteHoldStep(trx, report, { did: 'ended', at, by: lifting.by, why: lifting.why, until: null });
      await appendAudit(trx, {
        at: deps.now(),
        actor: lifting.by.id,
        action: 'report.release',
        target: id,
        outcome: 'success',
        source: 'clock',
        detail: { askedAt: lifting.at },
      });
    }
    return true;
  });
}
