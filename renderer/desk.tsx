import { useMemo } from 'react';
import { isPossible } from './desk-commands.ts';
import { DeskPage } from './desk-page.tsx';
import { DeskQueue } from './desk-queue.tsx';
import { CityOf } from './hooks/city.tsx';
import { SessionContext } from './hooks/presence.ts';
import { useNarrow } from './hooks/room.ts';
import { useFound } from './hooks/use-found.ts';
import { ReportBeside } from './report/report-beside.tsx';
import { ReviewDialog } from './review/review-dialog.tsx';
import { RecoveryReminder } from './session/recovery-reminder.tsx';
import { SignInAgain } from './session/sign-in-again.tsx';
import { COMMANDS } from './shell/keymap.ts';
import { KeysDialog } from './shell/keys-dialog.tsx';
import { LostDecisions } from './shell/lost-decisions.tsx';
import { Nav } from './shell/nav.tsx';
import { Palette } from './shell/palette.tsx';
import { SafeModeBar } from './shell/safe-mode-bar.tsx';
import { ONE_PANE } from './shell/split-view.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { Tour, TourOffer } from './shell/tour.tsx';
import { isTourSeen, withTourSeen } from './shell/tour-seen.ts';
import { UndoBar } from './shell/undo-bar.tsx';
import { UpdateNotice } from './shell/update-notice.tsx';
import { useKeys } from './shell/use-keys.ts';
import { mayGo } from './shell/views.ts';
import { DeskClock } from './ui/desk-clock.tsx';
import { usePreferences } from './ui/preferences.tsx';
import { Titles } from './ui/titles.tsx';
import { useCommands } from './use-commands.ts';
import { type DeskProps, useDeskState } from './use-desk-state.ts';
import { useLive } from './use-live.ts';

/** An officer's workspace: the queue or another page, the bars around it, and the dialogs that open over it. */
export function Desk(props: DeskProps) {
  const { session, settings } = props;
  const desk = useDeskState(props);
  const { officer, sync, policy, view, setView, triage, shown, acting } = desk;
  const { preferences, change } = usePreferences();
  const cache = useLive('cache.state', undefined, ['session']);
  const onCommand = useCommands(desk);
  const { filled, setFilled } = desk;
  const { search, close: closeReport } = triage;
  const { close: endComparison } = desk.compare;
  const reportOpen = view === 'queue' && triage.openId !== null;
  const form = acting !== null && acting.on === shown?.report.id ? acting.act : null;
  useKeys({ onCommand, reportOpen, deciding: form !== null, reader: desk.reader, home: desk.grid });
  const online = sync === undefined || sync.phase === 'online' || sync.phase === 'pulling';
  const serverAheadMs = sync?.serverAheadMs ?? 0;
  const here = useMemo(() => ({ me: officer.id, online, serverAheadMs }), [officer.id, online, serverAheadMs]);
  const tourSeen = () => {
    change({ tourSeen: true });
    const next = withTourSeen(settings.settings, session);
    if (next !== null) settings.change(next);
  };
  const skipTour = () => {
    tourSeen();
    desk.grid.current?.focus();
  };
  const onePane = useNarrow(ONE_PANE);
  const comparing = desk.compare.shown;
  const lost = cache.value?.journal.lost ?? 0;
  // There is room for only one notice, so problems that the officer has to solve take precedence over the tour.
  const isSeen = preferences.tourSeen || isTourSeen(settings.settings, session);
  const offerTour = !isSeen && mayGo('queue', officer.role) && !session.needsSignIn && lost === 0;
  useFound(triage.filter.text);
  const leaveSearch = () => {
    // Without rows, there is no grid yet, so only remove the focus from the search box. The grid takes the focus as
    // soon as it appears.
    if (desk.grid.current === null) desk.searchBox.current?.blur();
    else desk.grid.current.focus();
  };

  return (
    <DeskClock policy={policy}>
      <Titles policy={policy}>
        <CityOf policy={policy}>
          <SessionContext value={here}>
            <div className="desk">
              <TopBar
                agency={policy?.agency.name ?? ''}
                officer={officer}
                sync={sync}
                onShowSync={() => setView('outbox')}
                search={triage.filter.text}
                searchBox={desk.searchBox}
                onSearch={(text) => {
                  setView('queue');
                  // Close whatever covers the queue, so that search results are visible.
                  endComparison();
                  if (onePane || filled) {
                    setFilled(false);
                    closeReport();
                  }
                  search(text);
                }}
                onLeaveSearch={leaveSearch}
                onEnterSearch={() => {
                  leaveSearch();
                  triage.openFirst();
                }}
                settings={settings.settings}
                onSettings={settings.change}
                onLock={desk.leaving.lock}
                onSignOut={desk.leaving.signOut}
              />
              <SafeModeBar />
              {session.needsSignIn && (
                <SignInAgain officer={officer} by={session.by} waiting={(sync?.waiting ?? 0) + (sync?.held ?? 0)} />
              )}
              {view !== 'settings' && <LostDecisions lost={lost} onShow={() => setView('settings')} />}
              <UpdateNotice
                onShow={() => setView('updates')}
                showsNews={!offerTour && lost === 0 && !session.needsSignIn}
              />
              <RecoveryReminder isShown={view !== 'settings' && !offerTour && lost === 0 && !session.needsSignIn} />
              {offerTour && <TourOffer onTour={() => desk.setTouring(true)} onSkip={skipTour} />}
              <Nav
                view={view}
                onView={desk.goTo}
                filter={triage.filter}
                sort={triage.sort}
                onShow={desk.showQueue}
                me={officer}
                outbox={{
                  waiting: sync === undefined ? 0 : sync.held + sync.waiting + sync.needsYou,
                  needsYou: sync?.needsYou ?? 0,
                }}
              />
              {view === 'queue' ? (
                <DeskQueue desk={desk} />
              ) : (
                <DeskPage
                  desk={desk}
                  view={view}
                  session={session}
                  settings={settings}
                  lost={lost}
                  onJournal={cache.refresh}
                />
              )}
              <UndoBar
                rows={desk.held}
                message={desk.message}
                place={
                  comparing !== undefined
                    ? 'compare'
                    : view !== 'queue'
                      ? mayGo('queue', officer.role)
                        ? 'page'
                        : 'office'
                      : reportOpen
                        ? 'report'
                        : 'queue'
                }
                // Keep the key hints while a report loads; otherwise they would flicker with each report.
                mayDo={(action) => (reportOpen && shown === undefined) || isPossible(desk, COMMANDS[action])}
                onUndo={desk.undo}
                onKeys={() => desk.setShowKeys(true)}
              />
              {desk.leaving.question}
              <Palette
                entries={desk.palette}
                finds={mayGo('queue', officer.role)}
                onClose={() => desk.setPalette([])}
                onCommand={onCommand}
              />
              <KeysDialog
                role={officer.role}
                isOpen={desk.showKeys}
                onClose={() => desk.setShowKeys(false)}
                onTour={() => {
                  desk.setShowKeys(false);
                  desk.setTouring(true);
                }}
              />
              {desk.touring && (
                <Tour
                  keepsNothing={session.cache === 'memory'}
                  onClose={() => {
                    desk.setTouring(false);
                    tourSeen();
                  }}
                />
              )}
              {form !== null && acting?.read !== undefined && policy !== null && shown !== undefined && (
                <ReviewDialog
                  key={`${shown.report.id}${form}`}
                  act={form}
                  view={shown}
                  policy={policy}
                  filledIn={acting.filledIn}
                  facts={<ReportBeside view={shown} policy={policy} />}
                  readBefore={acting.read}
                  onClose={() => desk.setActing(null)}
                  onFailed={desk.formFailed}
                  onDone={desk.done}
                  onInstead={(act, filledIn) => desk.setActing({ act, on: shown.report.id, filledIn })}
                />
              )}
            </div>
          </SessionContext>
        </CityOf>
      </Titles>
    </DeskClock>
  );
}
