import type { Transaction } from 'kysely';
import { type AuditEntry, appendAudit } from '#server/db/audit.ts';
import { appendHistory } from '#server/db/letters.ts';
import { noteOpenings } from '#server/db/openings.ts';
import { areWithdrawn, findPaper, setOnPaper, setPrinted } from '#server/db/papers.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps, PaperDeps } from '#server/deps.ts';
import { saveAs } from '#server/files/save-as.ts';
import { drawPapers } from '#server/papers/draw.ts';
import { letterPaper } from '#server/papers/letter-paper.ts';
import { onPaper } from '#server/papers/on-paper.ts';
import { letterAgain, type NewEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { codeOf, completeLetter } from '#shared/letters/letter.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import { moveReplyLinks } from './move-reply-links.ts';
import { printedLink } from './printed-link.ts';

/**
 * Returns letters as one PDF for printing. Instead of a private link, the paper has the address of the page and an
 * access code of its own. Marking a letter as printed deletes its code, so copies printed later don't have it. From now on, each
 * letter counts as sent (`unsentLetter`). Each read is recorded in the audit log and in the record of who opened the
 * report.
 * @throws AppError `not_found` if a letter is unknown or was sent by e-mail.
 */
export async function printLetters(
  deps: PaperDeps,
  ids: readonly string[],
  { officer }: Session,
  source: string,
): Promise<{ file: Buffer; headers: Record<string, string> }> {
  const chosen = [...new Set(ids)];
  const { found, links } = await inTransaction(deps.db, async (trx) => {
    const found = await lockPapers(trx, chosen);
    const known = found.filter((one) => one !== null);
    const links = new Map<string, string | null>();
    for (const { letter } of known) links.set(letter.id, await printedLink(trx, deps, letter));
    const onPaperNow = await setOnPaper(
      trx,
      known.map(({ letter }) => letter.id),
      deps.now(),
    );
    const reportIds = known.map(({ report }) => report.id);
    await noteOpenings(trx, { officerId: officer.id, reportIds, use: 'letter_read', at: deps.now() });
    for (const id of chosen) await note(trx, deps, 'letter.read', id, onPaperNow.has(id), officer.id, source);
    return { found, links };
  });
  const policy = await currentPolicy(deps.db);
  const at = deps.now();
  const papers = found.map((one) => {
    if (one === null) throw new AppError('not_found');
    const { letter, report } = one;
    const privateLink = links.get(letter.id) ?? null;
    const paper = onPaper(letter, {
      trackingNumber: report.tracking_number,
      failedAddress: letter.failed_address,
      hasLink: privateLink !== null,
    });
    const accessCode = codeOf(privateLink);
    const written = completeLetter(paper, { privateLink: `${deps.publicUrl}/status`, accessCode });
    return letterPaper(toReport(report), written, policy, { queuedAt: letter.queued_at, at });
  });
  const [first] = found;
  const name =
    first && papers.length === 1
      ? `${first.report.tracking_number} ${first.letter.kind.replaceAll('_', '-')}.pdf`
      : `${papers.length} letters.pdf`;
  return { file: await drawPapers(papers, deps.fonts), headers: { 'content-disposition': saveAs(name) } };
}

const isMailable = (report: Report): boolean => {
  const { who } = knownFacts(report);
  return !!who.address && !isUnsafe(who.safeContact, 'mail');
};

/**
 * Marks letters as printed and mailed on paper: they leave the tray, their private links are deleted from the database,
 * and each report's history records it. Either all letters are marked or none; marking one again changes nothing, nor does
 * marking one that was withdrawn after the list was shown.
 * @throws AppError `not_found` if a letter is unknown or was sent by e-mail.
 */
export async function markPrinted(
  deps: Deps,
  ids: readonly string[],
  { officer }: Session,
  source: string,
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const chosen = [...new Set(ids)];
    const found = await lockPapers(trx, chosen);
    const others = chosen.filter((_, place) => found[place] === null);
    if (!(await areWithdrawn(trx, others))) throw new AppError('not_found');
    for (const { letter, report } of found.filter((one) => one !== null)) {
      const now = toReport(report);
      if (!(await setPrinted(trx, letter.id, officer.id, at))) continue;
      await moveReplyLinks(trx, letter, at);
      const entry: NewEntry = {
        at: at.toISOString(),
        kind: 'letter_sent',
        by: officer.displayName,
        officerId: officer.id,
        event: { code: isMailable(now) ? 'letter_printed' : 'letter_without_address', params: {} },
        note: null,
        letter: letterAgain(now.history, letter),
      };
      await appendHistory(trx, report.id, entry, at);
      await note(trx, deps, 'letter.print', letter.id, true, officer.id, source);
    }
  });
}

/**
 * Locks the reports of letters, in a fixed order, so that two people printing at the same time can't cause a deadlock.
 * @returns each letter with its report as they are now; null for one that is not to be printed.
 */
async function lockPapers(trx: Transaction<Database>, ids: readonly string[]) {
  const find = () => Promise.all(ids.map((id) => findPaper(trx, id)));
  const reportIds = new Set((await find()).flatMap((one) => (one === null ? [] : [one.report.id])));
  for (const id of [...reportIds].sort()) await lockReport(trx, id);
  return find();
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
