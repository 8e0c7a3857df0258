import { lazy, Suspense, useState } from 'react';
import { AuditPage } from './audit/audit-page.tsx';
import { AuditLogPage } from './audit-log/audit-log-page.tsx';
import { FindPage } from './find/find-page.tsx';
import { AccountsPage } from './it/accounts-page.tsx';
import { ConfirmationsPage } from './it/confirmations-page.tsx';
import { LinkagePage } from './it/linkage-page.tsx';
import { ServicesPage } from './it/services-page.tsx';
import { SessionsPage } from './it/sessions-page.tsx';
import { UpdatesPage } from './it/updates-page.tsx';
import { WorkstationsPage } from './it/workstations-page.tsx';
import { OutboxPage } from './outbox/outbox-page.tsx';
import { PolicyPage } from './policy/policy-page.tsx';
import { CaseNumbersPage } from './records/case-numbers-page.tsx';
import { HoldsPage } from './records/holds-page.tsx';
import { ReportTools } from './records/report-tools.tsx';
import { ReadOnlyReport } from './report/read-only-report.tsx';
import { ReviewedReport } from './report/reviewed-report.tsx';
import { ReportAsSeen } from './report-as-seen.tsx';
import { AppealsPage } from './second-review/appeals-page.tsx';
import { FeedbackPanel } from './second-review/feedback-panel.tsx';
import { SecondReviewPage } from './second-review/second-review-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import type { View } from './shell/view.ts';
import { actionsOf, mayGo } from './shell/views.ts';
import { StartPage } from './start/start-page.tsx';
import { CourtesyPage } from './trays/courtesy-page.tsx';
import { LettersPage } from './trays/letters-page.tsx';
import { RecordsPage } from './trays/records-page.tsx';
import type { Desk, DeskProps } from './use-desk-state.ts';

/** Only supervisors need the charts, so the window loads them when they are first shown. */
const FiguresPage = lazy(async () => ({ default: (await import('./figures/figures-page.tsx')).FiguresPage }));

/** The page shown instead of the queue. */
export function DeskPage(props: {
  desk: Desk;
  view: Exclude<View, 'queue'>;
  session: DeskProps['session'];
  settings: DeskProps['settings'];
  /** Number of decisions that exist only in the encrypted backup. */
  lost: number;
  /** Called when decisions were restored from the encrypted backup, or discarded. */
  onJournal: () => void;
}) {
  const { desk, view } = props;
  const [beside, setBeside] = useState<{ view: View; reportId: string } | null>(null);
  const reviews = mayGo('queue', desk.officer.role);
  const read = (reportId: string) => setBeside({ view, reportId });
  return (
    <div className="main">
      {page(props, read)}
      {beside?.view === view && (
        <ReadOnlyReport
          key={beside.reportId}
          reportId={beside.reportId}
          paper={{ agency: desk.policy?.agency.name ?? '', printedBy: desk.officer.displayName }}
          onClose={() => setBeside(null)}
          renderTools={(report) => <ReportTools report={report} onReview={reviews ? desk.openReport : null} />}
        />
      )}
    </div>
  );
}

/** @param read opens a report beside the page, read-only. */
function page(
  { desk, view, session, settings, lost, onJournal }: Parameters<typeof DeskPage>[0],
  read: (reportId: string) => void,
) {
  const { sync, officer } = desk;
  const openFromTray = mayGo('queue', officer.role) ? desk.openReport : read;
  switch (view) {
    case 'start':
      return (
        <StartPage
          me={officer}
          needsYou={sync?.needsYou ?? 0}
          onQueue={desk.showQueue}
          onOpen={desk.openReport}
          onOutbox={() => desk.setView('outbox')}
          onView={officer.role === 'supervisor' ? desk.setView : null}
          feedback={<FeedbackPanel onOpen={desk.openReport} />}
        />
      );
    case 'outbox':
      return (
        <OutboxPage
          live={desk.outbox}
          pairs={desk.pairs.rows}
          onUndoPair={desk.pairs.undo}
          officer={officer}
          sync={sync}
          keepsNothing={session.cache === 'memory'}
          lost={lost}
          onOpen={desk.openReport}
          onRedecide={desk.redecide}
        />
      );
    case 'letters':
      return <LettersPage onOpen={openFromTray} />;
    case 'courtesy':
      return <CourtesyPage onOpen={desk.openReport} />;
    case 'records':
      return <RecordsPage onOpen={openFromTray} />;
    case 'audit':
      return (
        <AuditPage
          online={sync?.phase !== 'offline'}
          policy={desk.policy}
          drawSeen={(seen) => <ReportAsSeen seen={seen} now={desk.policy} />}
          onOpen={desk.openReport}
        />
      );
    case 'second-review':
      return (
        <SecondReviewPage
          key={desk.timesAgain}
          online={sync?.phase !== 'offline'}
          policy={desk.policy}
          facts={(view) => <ReviewedReport view={view} policy={desk.policy} />}
          onOpen={desk.openReport}
        />
      );
    case 'appeals':
      return <AppealsPage onOpen={desk.openReport} />;
    case 'find':
      return <FindPage onOpen={read} />;
    case 'holds':
      return <HoldsPage onOpen={read} onFind={() => desk.setView('find')} />;
    case 'case-numbers':
      return <CaseNumbersPage onOpen={read} />;
    case 'audit-log':
      return <AuditLogPage />;
    case 'policy':
      return <PolicyPage me={officer} policy={desk.policy} onOpen={desk.openReport} />;
    case 'figures':
      return (
        <Suspense fallback={null}>
          <FiguresPage online={sync?.phase !== 'offline'} policy={desk.policy} me={officer} onQueue={desk.showQueue} />
        </Suspense>
      );
    case 'settings':
      return (
        <SettingsPage
          hasQueue={mayGo('queue', officer.role)}
          actions={actionsOf(officer.role)}
          settings={settings.settings}
          onSettings={settings.change}
          policy={desk.policy}
          onJournal={onJournal}
          onOpen={desk.openReport}
          onRedecide={desk.redecide}
        />
      );
    case 'accounts':
      return <AccountsPage me={officer} />;
    case 'sessions':
      return <SessionsPage />;
    case 'workstations':
      return <WorkstationsPage />;
    case 'confirmations':
      return <ConfirmationsPage me={officer} />;
    case 'services':
      return <ServicesPage />;
    case 'linkage':
      return <LinkagePage />;
    case 'updates':
      return <UpdatesPage server={session.server} />;
  }
}
