import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';

/** Below this the report covers the queue: two narrow panes would be of no use. */
const NARROW = '(max-width: 1000px)';

/** The queue, and beside it the report when one is open; the person sizes the two. */
export function SplitView({ queue, report, filled }: { queue: ReactNode; report: ReactNode | null; filled: boolean }) {
  const narrow = useMedia(NARROW);
  // The sizes outlive the closing of a report.
  const layout = useRef<Layout>({ queue: 46, report: 54 });
  const alone = report !== null && (narrow || filled);
  return (
    <main className="main" aria-label="Reports">
      <Group
        className="split"
        orientation="horizontal"
        defaultLayout={layout.current}
        onLayoutChanged={(next, { isUserInteraction }) => {
          if (isUserInteraction) layout.current = next;
        }}
      >
        {!alone && (
          <Panel id="queue" className="split-panel" minSize="380px" defaultSize={`${layout.current.queue ?? 46}%`}>
            {queue}
          </Panel>
        )}
        {report !== null && !alone && <Separator className="splitter" aria-label="Width of the queue" />}
        {report !== null && (
          <Panel id="report" className="split-panel" minSize="420px" defaultSize={`${layout.current.report ?? 54}%`}>
            {report}
          </Panel>
        )}
      </Group>
    </main>
  );
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (hear) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', hear);
      return () => media.removeEventListener('change', hear);
    },
    () => window.matchMedia(query).matches,
  );
}
