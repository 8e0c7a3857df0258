import { Activity, type ComponentProps, useSyncExternalStore } from 'react';
import type { ReportView } from '#shared/ipc-shapes.ts';
import type { LiveValue } from '../use-live.ts';
import type { ReadAhead } from './read-ahead.ts';
import { ReportPane } from './report-pane.tsx';

/**
 * The open report, and out of sight those that are likely to be opened next: they are drawn while nobody waits, and to open
 * one of them is to show it. What is out of sight runs no effect, asks nothing, and is not there for a screen reader.
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
  // Until the one that is asked for is there, the former one stays.
  const shownId = openId === null ? null : (live.value?.report.id ?? openId);
  const drawn = useSyncExternalStore(ahead.subscribe, ahead.drawn);
  const hidden = [...drawn].filter(([id]) => id !== shownId);
  // The open one is first: React moves any other rather than that one, and what is moved forgets how far it is scrolled.
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
