import { createHash } from 'node:crypto';
import { dangerMail } from '#shared/letters/danger-mail.ts';
import { escapeHtml } from '#shared/letters/wording.ts';
import { appendAlone } from '../db/audit.ts';
import { dangerToTell, endSeenDanger, noteDangerReached, noteDangerTold } from '../db/danger.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { MailTransport } from '../mail/transport.ts';

export type DangerPost = { transport: MailTransport; from: string };

const MINUTE_MS = 60_000;

/**
 * E-mails the policy's addresses about each report that may mean danger, and reminds them until someone has opened it.
 * The e-mail contains the number and the kind of danger, and nothing that the person wrote. If an address can't be
 * reached, the next run tries it again. If it permanently refuses the e-mail, it is tried again with the next reminder.
 * Such an address doesn't delay e-mails to other addresses or about other reports.
 * @returns `told` counts reports; `failed` counts e-mails that were not accepted.
 */
export async function tellDanger(
  deps: Pick<Deps, 'db' | 'now'>,
  { transport, from }: DangerPost,
): Promise<{ told: number; seen: number; failed: number }> {
  const { db } = deps;
  const { agency, danger } = await currentPolicy(db);
  const at = deps.now();
  const seen = await endSeenDanger(db, at);
  if (danger.to.length === 0) return { told: 0, seen, failed: 0 };
  const before = new Date(at.getTime() - danger.againMinutes * MINUTE_MS);
  const waiting = await dangerToTell(db, before);
  let done = 0;
  let failed = 0;
  for (const { report_id: reportId, tracking_number: number, signs, told, reached } of waiting) {
    let isAbandoned = false;
    const { subject, paragraphs } = dangerMail({ number, signs, told }, agency.language);
    for (const to of danger.to.filter((one) => !reached.includes(one))) {
      const id = createHash('sha256').update(`${reportId} ${told} ${to}`).digest('hex').slice(0, 32);
      const sent = await transport.send({
        from: { name: agency.name, address: from },
        to,
        messageId: `<danger-${id}@${from.split('@')[1] ?? 'localhost'}>`,
        language: agency.language,
        subject,
        text: paragraphs.join('\n\n'),
        html: paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`).join(''),
        date: at,
      });
      if (!sent.ok) failed += 1;
      if (sent.ok || sent.permanent) await noteDangerReached(db, reportId, to);
      else isAbandoned = true;
    }
    if (isAbandoned) continue;
    done += 1;
    await noteDangerTold(db, reportId, at);
    await appendAlone(db, {
      at,
      actor: 'system',
      action: 'report.danger',
      target: reportId,
      outcome: 'success',
      source: 'clock',
      detail: { times: told + 1 },
    });
  }
  return { told: done, seen, failed };
}
