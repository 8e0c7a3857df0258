import { readScreened, type SeenFlag } from '#server/db/figure-sources.ts';
import type { Db } from '#server/db/open.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { screen } from '#shared/screening/hints.ts';
import { screeningSettings } from '#shared/screening/settings.ts';
import type { Tally } from './tally.ts';
import type { Decision } from './tally-report.ts';

/** Counts what the workstation showed: each flag, and whether the decision followed one. */
export function tallySeen(seen: SeenFlag, day: string, reasons: Policy['reasons'], { add }: Tally): void {
  const { kind, reason, followed, shown, dismissed } = seen;
  const suggesting = reasons.find(({ code }) => code === reason)?.hints ?? [];
  add(day, 'seen_flag', { kind, part: followed === null ? 'told' : followed ? 'following' : 'against' });
  for (const code of new Set(shown)) {
    add(day, 'seen_flag', { kind, part: 'shown', code });
    if (dismissed.includes(code)) add(day, 'seen_flag', { kind, part: 'dismissed', code });
    else if (suggesting.some((one) => one === code)) add(day, 'seen_flag', { kind, part: 'followed', code });
  }
}

/**
 * Counts the flags that decided reports have by today's rules, once for each decision, even if its workstation did not
 * report which flags it showed. `followed` counts rejections for a reason that the flag suggests.
 */
export async function tallyFlags(
  db: Db,
  decisions: readonly Decision[],
  { policy, boundary }: { policy: Policy; boundary: Ring | null },
  tallyOf: (reportId: string) => Tally,
): Promise<void> {
  if (decisions.length === 0) return;
  const { reasons } = policy;
  const settings = screeningSettings(policy);
  const screened = new Map(
    (await readScreened(db, [...new Set(decisions.map(({ reportId }) => reportId))])).map((row) => [row.id, row]),
  );
  for (const { reportId, at, day, kind, reason } of decisions) {
    const row = screened.get(reportId);
    if (row === undefined) continue;
    const receivedAt = row.received_at.toISOString();
    // What the reporter wrote after the decision could not have been followed.
    const history = row.history.filter((entry) => Date.parse(entry.at) <= at);
    const hints = screen({ kind: row.kind, facts: knownFacts(row), receivedAt, history }, boundary, settings);
    const suggesting = reasons.find(({ code }) => code === reason)?.hints ?? [];
    const { add } = tallyOf(reportId);
    for (const code of new Set(hints.map((one) => one.code))) {
      add(day, 'flag', { kind, part: 'shown', code });
      if (suggesting.includes(code)) add(day, 'flag', { kind, part: 'followed', code });
      if (row.dismissed.includes(code)) add(day, 'flag', { kind, part: 'dismissed', code });
    }
  }
}
