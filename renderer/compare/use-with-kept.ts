import { useMemo } from 'react';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { type LiveValue, useLive } from '../use-live.ts';

/**
 * The open report with the repeats that only the server still has, after those of this workstation. `unasked` tells that
 * the server could not be asked, so that there may be more; it is asked again when the line is back.
 */
export function useWithKept(live: LiveValue<ReportView>): LiveValue<ReportView> & { unasked: boolean } {
  const { value, fresh } = live;
  const kept = useLive('repeats.on-server', fresh && value !== undefined ? { reportId: value.report.id } : null, [
    'outbox',
    'sync',
  ]);
  const more = kept.fresh ? kept.value?.repeats : undefined;
  const view = useMemo(() => {
    if (value === undefined || more === undefined || more.length === 0) return value;
    const here = new Set(value.repeats.map(({ reportId }) => reportId));
    const repeats = [...value.repeats, ...more.filter(({ reportId }) => !here.has(reportId))];
    const standing = repeats.filter(({ state }) => state !== 'not_same');
    return { ...value, repeats: [...standing, ...repeats.filter(({ state }) => state === 'not_same')] };
  }, [value, more]);
  // What the server said before the line went stays in view.
  return { ...live, value: view, unasked: kept.error !== null && more === undefined };
}
