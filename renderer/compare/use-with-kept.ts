import { useMemo } from 'react';
import { sortWithPrimaries } from '#shared/domain/duplicate.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { type LiveValue, useLive } from '../use-live.ts';

/**
 * Returns the open report with its possible duplicates. Duplicates that only the server has are listed after equally
 * ranked local ones. `unasked` means that the server could not be reached, so there may be more duplicates; the request
 * is repeated when the connection returns.
 */
export function useWithKept(live: LiveValue<ReportView>): LiveValue<ReportView> & { unasked: boolean } {
  const { value, fresh } = live;
  const kept = useLive('duplicates.on-server', fresh && value !== undefined ? { reportId: value.report.id } : null, [
    'outbox',
    'sync',
  ]);
  const more = kept.fresh ? kept.value?.duplicates : undefined;
  const view = useMemo(() => {
    if (value === undefined || more === undefined || more.length === 0) return value;
    const here = new Set(value.duplicates.map(({ reportId }) => reportId));
    const duplicates = [...value.duplicates, ...more.filter(({ reportId }) => !here.has(reportId))];
    return { ...value, duplicates: sortWithPrimaries(duplicates) };
  }, [value, more]);
  // Keep showing the server's last response after the connection is lost.
  return { ...live, value: view, unasked: kept.error !== null && more === undefined };
}
