import { useEffect, useMemo, useRef, useState } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Role } from '#shared/domain/officer.ts';
import { allowedActs, leavesQueue, personalObstacle } from '#shared/domain/workflow.ts';
import type { OutboxRow, PairRow, SessionState } from '#shared/ipc.ts';
import { AuditPage } from './audit/audit-page.tsx';
import { ask, toAppError } from './bridge.ts';
import { ComparePage } from './compare/compare-page.tsx';
import { DecideBar } from './compare/decide-bar.tsx';
import { useCompare } from './compare/use-compare.ts';
import { usePairs } from './compare/use-pairs.ts';
import { AccountsPage } from './it/accounts-page.tsx';
import { SessionsPage } from './it/sessions-page.tsx';
import { UpdatesPage } from './it/updates-page.tsx';
import { OutboxPage } from './outbox/outbox-page.tsx';
import { QueuePane } from './queue/queue-pane.tsx';
import { useTriage } from './queue/use-triage.ts';
import { ReportPane } from './report/report-pane.tsx';
import { useClaim } from './report/use-claim.ts';
import { draftOf, filledIn } from './review/draft.ts';
import { ReviewDialog } from './review/review-dialog.tsx';
import { CacheUnreadablePage } from './session/cache-unreadable-page.tsx';
import { LockPage } from './session/lock-page.tsx';
import { SignInAgain } from './session/sign-in-again.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { useLeaving } from './session/use-leaving.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import type { Command, View } from './shell/keymap.ts';
import { KeysDialog } from './shell/keys-dialog.tsx';
import { createLastPlace, type LastPlace } from './shell/last-place.ts';
import { LostDecisions } from './shell/lost-decisions.tsx';
import { Nav } from './shell/nav.tsx';
import { Palette } from './shell/palette.tsx';
import { type PaletteEntry, paletteEntries } from './shell/palette-entries.ts';
import { SplitView } from './shell/split-view.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { UndoBar, undoable } from './shell/undo-bar.tsx';
import { useKeys } from './shell/use-keys.ts';
import { useMessage } from './shell/use-message.ts';
import { useSettings } from './shell/use-settings.ts';
import { Announcer, useAnnounce } from './ui/announcer.tsx';
import { DeskClock } from './ui/desk-clock.tsx';
import { ErrorNotice } from './ui/error-notice.tsx';
import { Whereabouts } from './ui/presence.ts';
import { stateAhead } from './ui/state-ahead.ts';
import { ACT_DONE, STATE_WORDS } from './ui/words.ts';
import { useLive } from './use-live.ts';

/** Which of the screens: sign in, the lock, the unreadable cache, or the desk. */
export function App() {
  const session = useLive('session.state', undefined, ['session']);
  const settings = useSettings();
  const [lastPlace] = useState(createLastPlace);
  if (session.value === undefined) {
    if (session.error === null) return null;
    return (
      <main className="full-page">
        <ErrorNotice error={session.error} onRetry={session.refresh} />
      </main>
    );
  }
  switch (session.value.kind) {
    case 'signed_out':
      return <SignInPage session={session.value} />;
    case 'locked':
      return <LockPage session={session.value} />;
    case 'cache_unreadable':
      return <CacheUnreadablePage session={session.value} />;
    case 'signed_in':
      return (
        <Announcer>
          <Desk key={session.value.officer.id} session={session.value} settings={settings} lastPlace={lastPlace} />
        </Announcer>
      );
  }
}

/** Whether the page is one of this role's; the server refuses what is behind the others in any case. */
function mayGo(view: View, role: Role): boolean {
  if (view === 'audit') return role === 'supervisor';
  return (view !== 'accounts' && view !== 'sessions') || role === 'administrator';
}

function Desk({
  session,
  settings: { settings, change: setSettings },
  lastPlace,
}: {
  session: Extract<SessionState, { kind: 'signed_in' }>;
  settings: ReturnType<typeof useSettings>;
  lastPlace: LastPlace;
}) {
  const { officer } = session;
  const sync = useLive('sync.state', undefined, ['sync', 'outbox']).value;
  const policy = useLive('policy.current', undefined, ['policy']).value ?? null;
  const outbox = useLive('outbox.list', undefined, ['outbox']);
  const cache = useLive('cache.state', undefined, ['session']);
  const [last] = useState(() => lastPlace.of(officer.id));
  const triage = useTriage(last?.openId ?? null);
  const report = useLive('report.get', triage.openId === null ? null : { id: triage.openId }, ['reports', 'outbox']);
  const [view, setView] = useState<View>(last?.view ?? (officer.role === 'administrator' ? 'accounts' : 'queue'));
  const [acting, setActing] = useState<{ act: ActKind; on: string } | null>(null);
  const [filled, setFilled] = useState(false);
  const [showKeys, setShowKeys] = useState(false);
  const [palette, setPalette] = useState<PaletteEntry[]>([]);
  const reader = useRef<HTMLElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const { message, say } = useMessage();
  const announce = useAnnounce();
  const leaving = useLeaving(sync, say);

  const pairs = usePairs({ announce, say });
  const held = [...(outbox.value ?? []), ...pairs.rows];
  const shown = report.fresh ? report.value : undefined;
  const allowed = shown === undefined ? [] : allowedActs(stateAhead(shown, officer.role), officer.role);

  useClaim(view === 'queue' && shown !== undefined ? shown.report.id : null);
  const online = sync === undefined || sync.phase === 'online' || sync.phase === 'pulling';
  const whereabouts = useMemo(() => ({ me: officer.id, online }), [officer.id, online]);

  const compare = useCompare(view === 'queue' ? shown : undefined);
  const comparing = compare.shown;
  const mayReject =
    comparing !== undefined &&
    allowed.includes('reject') &&
    comparing.repeat.standsFor !== comparing.view.report.trackingNumber;
  const mayUnlink =
    comparing !== undefined &&
    allowed.includes('return') &&
    typeof comparing.view.report.duplicateOf === 'string' &&
    personalObstacle(comparing.view.report, 'return', officer) === null;
  const opened =
    shown === undefined ? '' : `Opened ${shown.report.trackingNumber}, ${STATE_WORDS[shown.report.state]}.`;
  useEffect(() => {
    if (opened !== '') announce(opened);
  }, [opened, announce]);

  useEffect(() => {
    lastPlace.keep({ officerId: officer.id, openId: triage.openId, view });
  }, [lastPlace, officer.id, triage.openId, view]);

  const openReport = (id: string) => {
    setView('queue');
    triage.open(id);
  };
  const begin = (act: ActKind) => {
    if (shown !== undefined) setActing({ act, on: shown.report.id });
  };
  const done = (row: OutboxRow) => {
    setActing(null);
    // What is unlinked is said to be another incident as well, or it would be suggested again at once.
    if (row.act.kind === 'return' && comparing !== undefined) {
      pairs.decide(comparing.view, comparing.repeat, 'not_same');
    }
    announce(`${ACT_DONE[row.act.kind]} ${row.trackingNumber}. Z undoes it.`);
    if (leavesQueue(row.act.kind)) triage.goOn(row.reportId, settings.openNext);
  };
  const undo = (row: OutboxRow | PairRow) => {
    if ('reports' in row) {
      pairs.takeBack(row);
      return;
    }
    ask('review.undo', { id: row.id }).then(
      () => {
        announce(`Undone: ${row.trackingNumber} is back in the queue.`);
        openReport(row.reportId);
      },
      (thrown: unknown) => say(toAppError(thrown).message),
    );
  };

  /** The form of a decision that the server would not take, as it was filled in, on the report as it is now. */
  const redecide = ({ reportId, act }: OutboxRow) => {
    const draft = draftOf(act);
    openReport(reportId);
    if (draft === null) return;
    ask('draft.put', { reportId, kind: act.kind, draft }).then(
      () => setActing({ act: act.kind, on: reportId }),
      (thrown: unknown) => say(toAppError(thrown).message),
    );
  };

  const onCommand = (command: Command): boolean => {
    switch (command.kind) {
      case 'move':
        if (comparing !== undefined) {
          if (command.by === 1 || command.by === -1) compare.move(command.by);
          return true;
        }
        if (view !== 'queue') return false;
        triage.move(command.by);
        return true;
      case 'open':
        if (view !== 'queue' || comparing !== undefined) return false;
        triage.goTo(triage.cursor.index, true);
        return true;
      case 'scroll':
        reader.current?.scrollBy({ top: command.by * reader.current.clientHeight * 0.85 });
        return view === 'queue';
      case 'back':
        if (comparing !== undefined) compare.close();
        else if (view !== 'queue') setView('queue');
        else if (filled) setFilled(false);
        else triage.close();
        return true;
      case 'fill':
        if (view !== 'queue' || triage.openId === null || comparing !== undefined) return false;
        setFilled(!filled);
        return true;
      case 'act':
        if (view !== 'queue' || policy === null || !allowed.includes(command.act)) return false;
        if (comparing !== undefined && !(command.act === 'reject' && mayReject)) return false;
        begin(command.act);
        return true;
      case 'compare':
        return comparing === undefined && compare.open();
      case 'pair':
        if (comparing === undefined) return false;
        pairs.decide(comparing.view, comparing.repeat, command.decision);
        return true;
      case 'undo': {
        const row = undoable(held);
        if (row !== null) undo(row);
        return row !== null;
      }
      case 'search':
        setView('queue');
        searchBox.current?.focus();
        searchBox.current?.select();
        return true;
      case 'lock':
        leaving.lock();
        return true;
      case 'keys':
        setShowKeys(true);
        return true;
      case 'palette':
        setPalette(
          paletteEntries({
            allowed: view === 'queue' && policy !== null ? allowed : [],
            reportOpen: view === 'queue' && triage.openId !== null,
            canUndo: undoable(held) !== null,
            role: officer.role,
          }),
        );
        return true;
      case 'go':
        if (!mayGo(command.view, officer.role)) return false;
        setView(command.view);
        return true;
      case 'await_go':
        return true;
    }
  };
  useKeys({ onCommand, reportOpen: view === 'queue' && triage.openId !== null, reader });

  return (
    <DeskClock policy={policy}>
      <Whereabouts value={whereabouts}>
        <div className="desk">
          <TopBar
            agency={policy?.agency.name ?? ''}
            officer={officer}
            sync={sync}
            onShowSync={() => setView('outbox')}
            search={triage.filter.text}
            searchBox={searchBox}
            onSearch={(text) => {
              setView('queue');
              triage.search(text);
            }}
            onLeaveSearch={() => grid.current?.focus()}
            settings={settings}
            onSettings={setSettings}
            onLock={leaving.lock}
            onSignOut={leaving.signOut}
          />
          {session.needsSignIn && <SignInAgain officer={officer} waiting={(sync?.waiting ?? 0) + (sync?.held ?? 0)} />}
          {view !== 'settings' && (
            <LostDecisions lost={cache.value?.journal.lost ?? 0} onShow={() => setView('settings')} />
          )}
          <Nav
            view={view}
            onView={setView}
            filter={triage.filter}
            onPart={(part) => {
              setView('queue');
              compare.close();
              triage.setFilter({ ...triage.filter, ...part });
            }}
            role={officer.role}
            outbox={{ waiting: held.length, needsYou: sync?.needsYou ?? 0 }}
          />
          {comparing !== undefined && (
            <ComparePage
              {...comparing}
              policy={policy}
              scroller={reader}
              onMove={compare.move}
              onSwap={() => {
                compare.openBoth(comparing.repeat.reportId, comparing.view.report.id);
                triage.open(comparing.repeat.reportId);
              }}
              onClose={compare.close}
            >
              <DecideBar
                repeat={comparing.repeat}
                onReject={mayReject ? () => begin('reject') : null}
                onUnlink={mayUnlink ? () => begin('return') : null}
                onDecide={(decision) => pairs.decide(comparing.view, comparing.repeat, decision)}
              />
            </ComparePage>
          )}
          {view === 'queue' && comparing === undefined && (
            <SplitView
              filled={filled}
              queue={<QueuePane triage={triage} sync={sync} grid={grid} />}
              report={
                triage.openId === null ? null : (
                  <ReportPane
                    live={report}
                    policy={policy}
                    role={officer.role}
                    filled={filled}
                    scroller={reader}
                    onAct={begin}
                    onCompare={compare.open}
                    onOpen={openReport}
                    onClose={triage.close}
                    onFill={() => setFilled(!filled)}
                  />
                )
              }
            />
          )}
          {view !== 'queue' && (
            <div className="main">
              {view === 'outbox' && (
                <OutboxPage
                  live={outbox}
                  pairs={pairs.rows}
                  onTakeBackPair={pairs.takeBack}
                  policy={policy}
                  role={officer.role}
                  sync={sync}
                  keepsNothing={session.cache === 'memory'}
                  onOpen={openReport}
                  onRedecide={redecide}
                />
              )}
              {view === 'audit' && <AuditPage online={sync?.phase !== 'offline'} />}
              {view === 'settings' && <SettingsPage onJournal={cache.refresh} onOpen={openReport} />}
              {view === 'accounts' && <AccountsPage me={officer} />}
              {view === 'sessions' && <SessionsPage />}
              {view === 'updates' && <UpdatesPage server={session.server} />}
            </div>
          )}
          <UndoBar
            rows={held}
            message={message}
            place={
              comparing !== undefined
                ? 'compare'
                : view !== 'queue'
                  ? 'page'
                  : triage.openId === null
                    ? 'queue'
                    : 'report'
            }
            onUndo={undo}
            onKeys={() => setShowKeys(true)}
          />
          {leaving.question}
          <Palette entries={palette} onClose={() => setPalette([])} onCommand={onCommand} />
          <KeysDialog isOpen={showKeys} onClose={() => setShowKeys(false)} />
          {acting !== null && policy !== null && shown !== undefined && acting.on === shown.report.id && (
            <ReviewDialog
              key={`${shown.report.id}${acting.act}`}
              act={acting.act}
              view={shown}
              policy={policy}
              filledIn={comparing && filledIn(acting.act, comparing.repeat, policy)}
              onClose={() => setActing(null)}
              onDone={done}
            />
          )}
        </div>
      </Whereabouts>
    </DeskClock>
  );
}
