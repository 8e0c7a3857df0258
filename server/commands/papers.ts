import type { Transaction } from 'kysely';
import { type HistoryEntry, letterAgain } from '#shared/domain/history.ts';
import { AppError } from '#shared/errors.ts';
import { completeLetter } from '#shared/letters/letter.ts';
import { type AuditEntry, appendAudit } from '../db/audit.ts';
import { appendHistory } from '../db/letters.ts';
import { findPaper, setPrinted } from '../db/papers.ts';
import { currentPolicy } from '../db/policy.ts';
import { lockReport, toReport } from '../db/report.ts';
import type { Database } from '../db/schema.ts';
import type { Session } from '../db/session.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps, PaperDeps } from '../deps.ts';
import { saveAs } from '../files/save-as.ts';
import { drawPaper } from '../papers/draw.ts';
import { letterPaper } from '../papers/letter-paper.ts';

/**
 * A letter as a PDF for printing. Until it is marked as printed it has its private link; a later copy names the page where
 * the person enters number and code instead, since nobody here can know the link any more. Reading it is audited.
 * @throws AppError `not_found` for a letter that is unknown or went by mail.
 */
export async function printLetter(deps: PaperDeps, id: string, { officer }: Session, source: string) {
  const found = await findPaper(deps.db, id);
  await inTransaction(deps.db, (trx) => note(trx, deps, 'letter.read', id, found !== null, officer.id, source));
  if (found === null) throw new AppError('not_found');
  const { letter, report } = found;
  const written = completeLetter(letter, { privateLink: letter.private_link ?? `${deps.publicUrl}/status` });
  const policy = await currentPolicy(deps.db);
  const paper = letterPaper(toReport(report), written, policy, { queuedAt: letter.queued_at, at: deps.now() });
  const name = `${report.tracking_number} ${letter.kind.replaceAll('_', '-')}.pdf`;
  return { file: await drawPaper(paper, deps.fonts), headers: { 'content-disposition': saveAs(name) } };
}

/**
 * A letter was printed and goes by post: it leaves the tray, its private link is forgotten here, and the report's history
 * says so. Doing it again changes nothing.
 * @throws AppError `not_found` for a letter that is unknown or went by mail.
 */
export async function markPrinted(deps: Deps, id: string, { officer }: Session, source: string): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const found = await findPaper(trx, id);
    if (found === null) throw new AppError('not_found');
    const { letter, report } = found;
    const locked = await lockReport(trx, report.id);
    if (!(await setPrinted(trx, id, officer.id, at))) return;
    const entry: HistoryEntry = {
      at: at.toISOString(),
      kind: 'letter_sent',
      by: officer.displayName,
      officerId: officer.id,
      summary: 'The letter was printed and goes by post.',
      note: null,
      letter: letterAgain(locked?.history ?? [], letter),
    };
    await appendHistory(trx, report.id, entry, at);
    await note(trx, deps, 'letter.print', id, true, officer.id, source);
  });
}

function note(
  trx: Transaction<Database>,
  deps: Deps,
  action: Extract<AuditEntry['action'], 'letter.read' | 'letter.print'>,
  target: string,
  done: boolean,
  actor: string,
  source: string,
): Promise<void> {
  const outcome = done ? 'success' : 'failure';
  return appendAudit(trx, { at: deps.now(), actor, action, target, outcome, source, detail: {} });
}
