import { lazy, Suspense } from 'react';
import { AuditPage } from './audit/audit-page.tsx';
import { AccountsPage } from './it/accounts-page.tsx';
import { LinkagePage } from './it/linkage-page.tsx';
import { SessionsPage } from './it/sessions-page.tsx';
import { UpdatesPage } from './it/updates-page.tsx';
import { OutboxPage } from './outbox/outbox-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import type { View } from './shell/keymap.ts';
import { mayGo } from './shell/views.ts';
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
  /** Number of decisions that exist only in the sealed journal. */
  lost: number;
  /** Called when decisions were restored from the journal, or discarded. */
  onJournal: () => void;
}) {
  return <div className="main">{page(props)}</div>;
}

function page({ desk, view, session, settings, lost, onJournal }: Parameters<typeof DeskPage>[0]) {
  const { sync, officer } = desk;
  switch (view) {
    case 'start':
      return (
        <StartPage
          needsYou={sync?.needsYou ?? 0}
          onQueue={desk.showQueue}
          onOpen={desk.openReport}
          onOutbox={() => desk.setView('outbox')}
        />
      );
    case 'outbox':
      return (
        <OutboxPage
          live={desk.outbox}
          pairs={desk.pairs.rows}
          onTakeBackPair={desk.pairs.takeBack}
          role={officer.role}
          sync={sync}
          keepsNothing={session.cache === 'memory'}
          lost={lost}
          onOpen={desk.openReport}
          onRedecide={desk.redecide}
        />
      );
    case 'letters':
      return <LettersPage onOpen={mayGo('queue', officer.role) ? desk.openReport : null} />;
    case 'courtesy':
      return <CourtesyPage onOpen={desk.openReport} />;
    case 'records':
      return <RecordsPage onOpen={mayGo('queue', officer.role) ? desk.openReport : null} />;
    case 'audit':
      return <AuditPage online={sync?.phase !== 'offline'} />;
    case 'figures':
      return (
        <Suspense fallback={null}>
          <FiguresPage online={sync?.phase !== 'offline'} policy={desk.policy} me={officer} />
        </Suspense>
      );
    case 'settings':
      return (
        <SettingsPage
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
    case 'linkage':
      return <LinkagePage />;
    case 'updates':
      return <UpdatesPage server={session.server} />;
  }
}
