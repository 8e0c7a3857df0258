import { type Report, report as reportSchema } from '#shared/domain/report.ts';

/** Maximum number of cached reports: several times as many as are needed to show a report with all its duplicates. */
const MOST = 256;
/** Longer texts are rare and are not cached, which keeps the whole cache below 16 MB. */
const LONGEST = 32_000;

/**
 * Parses stored reports and caches the most recently used. The view of a report reads all its duplicates, the view of
 * the next row reads most of them again, and parsing is slower than reading. If the stored text has changed, it is
 * parsed again.
 * @returns a function that maps a report's id and stored text to the report, which must not be modified.
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
