import { appendAlone } from '#server/db/audit.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { PaperDeps } from '#server/deps.ts';
import { saveAs } from '#server/files/save-as.ts';
import { drawPapers } from '#server/papers/draw.ts';
import { insurerPaper } from '#server/papers/insurer-copy.ts';
import type { Report } from '#shared/domain/report.ts';

/**
 * Returns the PDF copy of an approved report for the reporter and logs the access; null for any report that is not
 * approved. The caller must have verified that the request comes from the reporter.
 */
export async function insurerCopy(
  deps: PaperDeps,
  report: Report,
  source: string,
  { withPerson }: { withPerson: boolean },
): Promise<{ file: Buffer; headers: Record<string, string> } | null> {
  if (report.state !== 'approved' || report.caseNumber === null) return null;
  const at = deps.now();
  const paper = insurerPaper(report, report.caseNumber, await currentPolicy(deps.db), at, { withPerson });
  const file = await drawPapers([paper], deps.fonts);
  await appendAlone(deps.db, {
    at,
    actor: 'person',
    action: 'report.copy',
    target: report.id,
    outcome: 'success',
    source,
    detail: { version: report.version },
  });
  const headers = { 'content-type': 'application/pdf', 'content-disposition': saveAs(`${paper.title}.pdf`) };
  return { file, headers };
}
