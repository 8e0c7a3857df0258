import { createHash } from 'node:crypto';
import type { Policy } from '#shared/domain/policy.ts';
import { dangerMail } from '#shared/letters/danger-mail.ts';
import { escapeHtml } from '#shared/letters/wording.ts';
import { appendAlone } from '../db/audit.ts';
import { type DangerToTell, dangerToTell, endSeenDanger, noteDangerTold } from '../db/danger.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';
import type { Mail, MailTransport } from '../mail/transport.ts';

export type DangerPost = { transport: MailTransport; from: string };

const MINUTE_MS = 60_000;

/**
 * E-mails the policy's addresses about each report that may mean danger, and reminds them until someone has opened it.
 * The e-mail contains the number and the kind of danger, and nothing that the person wrote. A report counts as told
 * once any address has accepted the e-mail, or every address has permanently refused it. Until then, each run tries all
 * addresses; after that, only those that could not be reached. An address that permanently refused the e-mail gets the
 * next reminder. No address delays e-mails or reminders to other addresses, or about other reports.
 * @returns `told` counts reports; `taken` and `failed` count e-mails that were accepted or not.
 */
export async function tellDanger(
  deps: Pick<Deps, 'db' | 'now'>,
  { transport, from }: DangerPost,
): Promise<{ told: number; seen: number; taken: number; failed: number }> {
  const { db } = deps;
  const { agency, danger } = await currentPolicy(db);
  const at = deps.now();
  const counts = { told: 0, seen: await endSeenDanger(db, at), taken: 0, failed: 0 };
  if (danger.to.length === 0) return counts;
  const before = new Date(at.getTime() - danger.againMinutes * MINUTE_MS);
  for (const row of await dangerToTell(db, before)) {
    // If the last round was recent, only the addresses that it didn't reach are left.
    const isNew = row.told_at === null || row.told_at <= before;
    const round = { times: isNew ? row.told + 1 : row.told, at: isNew ? at : (row.told_at ?? at) };
    const reached = isNew ? [] : [...row.reached];
    let isTold = !isNew;
    for (const to of danger.to.filter((one) => !reached.includes(one))) {
      const sent = await transport.send(dangerPost(row, { agency, from, to, times: round.times, at }));
      if (sent.ok) counts.taken += 1;
      else counts.failed += 1;
      if (sent.ok || sent.permanent) reached.push(to);
      const isOver = danger.to.every((one) => reached.includes(one));
      const counted = isTold || sent.ok || isOver;
      if (counted) await noteDangerTold(db, row, { ...round, reached: isOver ? [] : reached });
      if (counted && !isTold) {
        counts.told += 1;
        await auditTold(db, row.report_id, { ...round, outcome: sent.ok ? 'success' : 'failure' });
      }
      isTold = counted;
    }
  }
  return counts;
}

/** Like `tellDanger`, and alerts those who run the server when e-mails are not accepted. */
export async function tellDangerOrAlert(deps: Deps, post: DangerPost, alerts: Alerts): ReturnType<typeof tellDanger> {
  const counts = await tellDanger(deps, post);
  if (counts.failed > 0) {
    alerts.raise(
      'mail about danger',
      `${counts.failed} e-mails about a report that may indicate danger were not accepted. Check the addresses in the ` +
        'policy (danger) and the mail server. Addresses that could be reached were notified.',
    );
    // A run that sent nothing says nothing about the mail server.
  } else if (counts.taken > 0) alerts.clear('mail about danger', 'E-mails about danger are being accepted again.');
  return counts;
}

type Post = { agency: Policy['agency']; from: string; to: string; times: number; at: Date };

function dangerPost(row: DangerToTell, { agency, from, to, times, at }: Post): Mail {
  const told = times - 1;
  const { subject, paragraphs } = dangerMail({ number: row.tracking_number, signs: row.signs, told }, agency.language);
  // Include when the words were found: another text may arrive before this e-mail is counted, and needs its own e-mail.
  const key = `${row.report_id} ${row.found_at.toISOString()} ${told} ${to}`;
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return {
    from: { name: agency.name, address: from },
    to,
    messageId: `<danger-${id}@${from.split('@')[1] ?? 'localhost'}>`,
    language: agency.language,
    subject,
    text: paragraphs.join('\n\n'),
    html: paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`).join(''),
    date: at,
  };
}

type Told = { times: number; at: Date; outcome: 'success' | 'failure' };

function auditTold(db: Deps['db'], target: string, { times, at, outcome }: Told): Promise<void> {
  return appendAlone(db, {
    at,
    actor: 'system',
    action: 'report.danger',
    target,
    outcome,
    source: 'clock',
    detail: { times },
  });
}
