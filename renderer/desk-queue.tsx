import { ComparePage } from './compare/compare-page.tsx';
import { DecideBar } from './compare/decide-bar.tsx';
import { QueuePane } from './queue/queue-pane.tsx';
import { Attachments } from './report/attachments.tsx';
import { ReportPanes } from './report/report-panes.tsx';
import { SplitView } from './shell/split-view.tsx';
import type { Desk } from './use-desk-state.ts';

/** The queue next to the open report, or two reports side by side. */
export function DeskQueue({ desk }: { desk: Desk }) {
  const { triage, compare, pairs, policy, reader, filled } = desk;
  const { shown: comparing } = compare;
  if (comparing !== undefined) {
    return (
      <ComparePage
        {...comparing}
        scroller={reader}
        renderFiles={(report) => <Attachments report={report} />}
        onMove={compare.move}
        onSwap={desk.pairActs?.swap === true ? compare.swap : null}
        onOpen={(id) => {
          compare.close();
          desk.openReport(id);
        }}
        onClose={compare.close}
      >
        <DecideBar
          duplicate={comparing.duplicate}
          rejects={desk.pairActs?.reject ?? null}
          onReject={() => desk.beginPair('reject')}
          onUnlink={desk.pairActs?.return == null ? null : () => desk.beginPair('return')}
          onDecide={(decision) => pairs.decide(comparing.view, comparing.duplicate, decision)}
        />
      </ComparePage>
    );
  }
  return (
    <SplitView
      filled={filled}
      queue={<QueuePane triage={triage} views={desk.views} sync={desk.sync} grid={desk.grid} />}
      isOpen={desk.shownId !== null}
      report={
        <ReportPanes
          live={desk.report}
          openId={desk.shownId}
          ahead={desk.ahead}
          policy={policy}
          officer={desk.officer}
          filled={filled}
          scroller={reader}
          onAct={desk.beginOn}
          onCompare={compare.openBoth}
          onOpen={desk.openReport}
          onClose={triage.close}
          onFill={() => desk.setFilled((now) => !now)}
        />
      }
    />
  );
}
