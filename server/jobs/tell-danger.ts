import { createHash } from 'node:crypto';
import { dangerMail } from '#shared/letters/danger-mail.ts';
import { escapeHtml } from '#shared/letters/wording.ts';
import { appendAlone } from '../db/audit.ts';
import { dangerToTell, endSeenDanger, noteDangerTold } from '../db/danger.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { MailTransport } from '../mail/transport.ts';

export type DangerPost = { transport: MailTransport; from: string };

const MINUTE_MS = 60_000;

/**
 * Tells the policy's addresses of each report that may mean danger, and again until somebody has opened it. The mail has
 * the number and the kind of danger, and nothing that the person wrote. An address that can't be reached fails the job,
 * which is tried again.
 */
export async function tellDanger(
  deps: Pick<Deps, 'db' | 'now'>,
  { transport, from }: DangerPost,
): Promise<{ told: number; seen: number }> {
  const { db } = deps;
  const { agency, danger } = await currentPolicy(db);
  const at = deps.now();
  const seen = await endSeenDanger(db, at);
  if (danger.to.length === 0) return { told: 0, seen };
  const before = new Date(at.getTime() - danger.againMinutes * MINUTE_MS);
  const waiting = await dangerToTell(db, before);
  for (const { report_id: reportId, tracking_number: number, signs, told } of waiting) {
    const { subject, paragraphs } = dangerMail({ number, signs, told }, agency.language);
    for (const to of danger.to) {
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
      if (!sent.ok) throw new Error(`a mail about danger could not be sent: ${sent.why}`);
    }
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
  return { told: waiting.length, seen };
}
