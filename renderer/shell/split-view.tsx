import { type ReactNode, useState } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import { t } from '../t.ts';
import { useNarrow } from '../ui/room.ts';

/** Below this the report covers the queue: two narrow panes would be of no use. */
export const ONE_PANE = 1000;

/** The queue, and beside it the report when one is open; the person sizes the two. */
export function SplitView({ queue, report, filled }: { queue: ReactNode; report: ReactNode | null; filled: boolean }) {
  const narrow = useNarrow(ONE_PANE);
  // The sizes outlive the closing of a report.
  const [layout, setLayout] = useState<Layout>({ queue: 46, report: 54 });
  const alone = report !== null && (narrow || filled);
  return (
    <main className="main" aria-label={t('Reports')}>
      {/* The queue has the page's heading; where the report covers it, somebody who jumps by headings needs one, too. */}
      {alone && <h1 className="visually-hidden">{t('Reports')}</h1>}
      <Group
        className="split"
        orientation="horizontal"
        defaultLayout={layout}
        onLayoutChanged={(next, { isUserInteraction }) => {
          if (isUserInteraction) setLayout(next);
        }}
      >
        {!alone && (
          <Panel id="queue" className="split-panel" minSize="380px" defaultSize={`${layout.queue ?? 46}%`}>
            {queue}
          </Panel>
        )}
        {report !== null && !alone && <Separator className="splitter" aria-label={t('Width of the queue')} />}
        {report !== null && (
          <Panel id="report" className="split-panel" minSize="420px" defaultSize={`${layout.report ?? 54}%`}>
            {report}
          </Panel>
        )}
      </Group>
    </main>
  );
}
