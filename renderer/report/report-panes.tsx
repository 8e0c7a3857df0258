import { Activity, type ComponentProps, useSyncExternalStore } from 'react';
import type { ReportView } from '#shared/ipc-shapes.ts';
import type { LiveValue } from '../use-live.ts';
import type { ReadAhead } from './read-ahead.ts';
import { ReportPane } from './report-pane.tsx';

/**
 * The open report, plus hidden panes for the reports likely to be opened next. The hidden panes render in idle time, so
 * opening one only has to show it. They run no effects, send no requests, and are hidden from screen readers.
 */
export function ReportPanes({
  live,
  openId,
  ahead,
  ...rest
}: Omit<ComponentProps<typeof ReportPane>, 'view' | 'fresh' | 'slow' | 'error' | 'unasked' | 'onRetry'> & {
  live: LiveValue<ReportView> & { unasked: boolean };
  openId: string | null;
  ahead: ReadAhead;
}) {
  // Keep showing the previous report until the requested one arrives.
  const shownId = openId === null ? null : (live.value?.report.id ?? openId);
  const drawn = useSyncExternalStore(ahead.subscribe, ahead.drawn);
  const hidden = [...drawn].filter(([id]) => id !== shownId);
  // Put the open pane first: React then moves the other panes instead of this one, which would lose its scroll position
  // if moved.
  const panes = [...(shownId === null ? [] : [[shownId, live.value] as const]), ...hidden];
  return panes.map(([id, view]) => {
    const open = id === shownId;
    return (
      <Activity key={id} mode={open ? 'visible' : 'hidden'}>
        <ReportPane
          view={view}
          fresh={!open || live.fresh}
          slow={open && live.slow}
          error={open ? live.error : null}
          unasked={open && live.unasked}
          onRetry={live.refresh}
          {...rest}
        />
      </Activity>
    );
  });
}
