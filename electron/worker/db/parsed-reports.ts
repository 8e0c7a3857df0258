import { type Report, report as reportSchema } from '#shared/domain/report.ts';

/** About as many as a view with all its duplicates reads, several times over. */
const MOST = 256;
/** Longer texts are rare, and are not kept, so that all of them together stay below 16 MB. */
const LONGEST = 32_000;

/**
 * Parses stored reports, and keeps the latest. A view reads each duplicate of its report, the view of the next row reads
 * most of them again, and parsing takes longer than reading. A text that has changed is parsed again.
 * @returns a function from a report's id and stored text to the report, which must not be changed.
 */
export function createParsedReports(): (id: string, body: string) => Report {
  const kept = new Map<string, { body: string; report: Report }>();
  return (id, body) => {
    const known = kept.get(id);
    kept.delete(id);
    const one = known?.body === body ? known : { body, report: reportSchema.parse(JSON.parse(body)) };
    if (body.length <= LONGEST) kept.set(id, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST) break;
      kept.delete(oldest);
    }
    return one.report;
  };
}
