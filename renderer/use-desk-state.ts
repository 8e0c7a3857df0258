import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Draft } from '#shared/domain/draft.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import { keyName } from '#shared/domain/keys.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { Preferences } from '#shared/domain/preferences.ts';
import { type Shown, standardViews, toDecide, VIEWS } from '#shared/domain/views.ts';
import { decidableStates, leavesQueue } from '#shared/domain/workflow.ts';
import type { AppError } from '#shared/errors.ts';
import type { OutboxRow, SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from './bridge.ts';
import { maySwap, rejection, unlinking } from './compare/pair-acts.ts';
import { useCompare } from './compare/use-compare.ts';
import { useWithKept } from './compare/use-with-kept.ts';
import { useSafeMode } from './hooks/safe-mode.ts';
import { useOpening } from './hooks/use-opening.ts';
import { useMayPrint } from './hooks/use-printing.ts';
import { createOpenings } from './model/openings.ts';
import { type Read, readUpTo } from './model/read.ts';
import { actsNow } from './model/state-ahead.ts';
import { useTriage } from './queue/use-triage.ts';
import { useReadAhead } from './report/read-ahead.ts';
import { useClaim } from './report/use-claim.ts';
import { filledIn } from './review/draft.ts';
import { useLeaving } from './session/use-leaving.tsx';
import type { LastPlace, OpenForm } from './shell/last-place.ts';
import type { PaletteEntry } from './shell/palette-entries.ts';
import { useMessage } from './shell/use-message.ts';
import type { useSettings } from './shell/use-settings.ts';
import type { View } from './shell/view.ts';
import { firstView } from './shell/views.ts';
import { t } from './t.ts';
import { useAnnounce } from './ui/announcer.tsx';
import { usePreferences } from './ui/preferences.tsx';
import { shownState, stateWords } from './ui/state-tag.tsx';
import { useLive } from './use-live.ts';
import { useUndo } from './use-undo.ts';
import { errorSentence } from './wording/error-words.ts';
import { recordsBlock } from './wording/records-block.ts';
import { ACT_DONE } from './wording/words.ts';

const NOTHING_AHEAD: readonly string[] = [];

/** The open form, or the one that will open as soon as its report is shown. */
type Acting = Pick<OpenForm, 'act' | 'on'> & { read?: Read; filledIn?: Partial<Draft> };

/** The queue view to start with. */
const firstList = (role: Role, begin: Preferences['begin']) => (begin === 'to_decide' ? toDecide(role) : VIEWS.all);

const openForm = (acting: Acting | null): OpenForm | null =>
  acting?.read === undefined ? null : { act: acting.act, on: acting.on, read: acting.read };

export type DeskProps = {
  session: Extract<SessionState, { kind: 'signed_in' }>;
  settings: ReturnType<typeof useSettings>;
  lastPlace: LastPlace;
};

/** The state of the main screen: the current page, the open report, the decision in progress, and the available actions. */
export function useDeskState({ session, lastPlace }: DeskProps) {
  const { officer } = session;
  const { preferences, keys } = usePreferences();
  const mayPrint = useMayPrint();
  const sync = useLive('sync.state', undefined, ['sync', 'outbox']).value;
  const policy = useLive('policy.current', undefined, ['policy']).value ?? null;
  const outbox = useLive('outbox.list', undefined, ['outbox']);
  const [last] = useState(() => lastPlace.of(officer.id));
  const [openings] = useState(() => createOpenings((reportId) => ask('trail.note', { reportId, use: 'opened' })));
  const triage = useTriage(last, firstList(officer.role, preferences.begin), openings);
  const ahead = useReadAhead(useSafeMode() ? NOTHING_AHEAD : triage.near);
  const answerAhead = ({ id }: { id: string }) => ahead.of(id);
  const [view, setView] = useState<View>(last?.view ?? firstView(officer.role, preferences.begin));
  const [timesAgain, setTimesAgain] = useState(0);
  const goTo = (next: View) => {
    if (next === view) setTimesAgain((times) => times + 1);
    setView(next);
  };
  const displayed = view === 'queue' ? triage.openId : null;
  const opening = useOpening(openings, displayed);
  const live = useWithKept(
    useLive('report.get', opening.id === null ? null : { id: opening.id }, ['reports', 'outbox'], answerAhead),
  );
  const isStored = opening.id === displayed && opening.error === null;
  const report = {
    ...live,
    value: opening.id === null ? undefined : live.value,
    // While the row under the cursor is loading, or its opening is being stored, the previous report cannot be acted on.
    fresh: live.fresh && isStored && !triage.following,
    error: opening.error ?? live.error,
    refresh: opening.error === null ? live.refresh : openings.retry,
  };
  const [acting, setActing] = useState<Acting | null>(last?.form ?? null);
  const [filled, setFilled] = useState(false);
  const [touring, setTouring] = useState(false);
  const [showKeys, setShowKeys] = useState(false);
  const [palette, setPalette] = useState<PaletteEntry[]>([]);
  const reader = useRef<HTMLElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const { message, say, hint: showHint, endHint } = useMessage();
  const announce = useAnnounce();
  const leaving = useLeaving(sync, say);
  const failed = (thrown: unknown) => say(errorSentence(toAppError(thrown)));
  const { pairs, held, undo, noteDecided } = useUndo({
    outbox: outbox.value,
    announce,
    say,
    failed,
    goToQueue: () => setView('queue'),
    openRow: triage.open,
  });
  const hint = (text: string) => {
    showHint(text);
    announce(text);
  };

  const shown = report.fresh ? report.value : undefined;
  // When the form opens, record what the officer has read of the report so far.
  if (acting !== null && acting.read === undefined && shown?.report.id === acting.on) {
    setActing({ ...acting, read: readUpTo(shown.report) });
  }
  const allowed = shown === undefined ? [] : actsNow(shown, officer);
  useClaim(view === 'queue' && shown !== undefined ? shown.report.id : null);

  const compare = useCompare(view === 'queue' ? shown : undefined, officer.role);
  const comparing = compare.shown;
  const both = comparing && { ...comparing, right: comparing.other.fresh ? comparing.other.value : undefined };
  /** The two acts available in a comparison: rejecting one report as a duplicate of the other, and undoing that. */
  const pairActs =
    both === undefined
      ? null
      : { reject: rejection(both, officer), return: unlinking(both, officer), swap: maySwap(both, officer) };

  const opened =
    shown === undefined
      ? ''
      : t('shell.openedNumberState', {
          number: shown.report.trackingNumber,
          state: stateWords(shownState({ state: shown.report.state, unsent: shown.unsent })),
        });
  const openedId = shown?.report.id ?? null;
  const announced = useRef<string | null>(null);
  const { filter, sort } = triage;
  useEffect(() => {
    // Announce only a newly opened report. Changes to an open report are announced by the code that made them.
    if (openedId !== announced.current && opened !== '') announce(opened);
    announced.current = openedId;
  }, [openedId, opened, announce]);
  useEffect(() => {
    const list = { filter, sort: triage.state.sortBefore ?? sort };
    lastPlace.keep({ officerId: officer.id, openId: triage.openId, view, list, form: openForm(acting) });
  }, [lastPlace, officer.id, triage.openId, triage.state.sortBefore, view, filter, sort, acting]);

  // Destructured because these objects change with every cursor move, while these functions stay the same; this lets
  // React Compiler skip re-rendering the toolbars and menus that use them.
  const { open: openRow, show: showView } = triage;
  const { close: endComparison } = compare;
  const openReport = (id: string) => {
    setView('queue');
    openRow(id);
  };
  const showQueue = (saved: Shown) => {
    setView('queue');
    endComparison();
    showView(saved);
    // The next keys pressed are meant for the list, so move the focus there from the button that was clicked.
    grid.current?.focus({ preventScroll: true });
  };
  const begin = (act: ActKind) => {
    if (shown !== undefined) setActing({ act, on: shown.report.id });
  };
  /** Opens the form for the report that the act applies to, which may be the one on the right of the comparison. */
  const beginPair = (act: 'reject' | 'return') => {
    const wanted = pairActs?.[act] ?? null;
    if (comparing === undefined || wanted === null || policy === null) return;
    const on = wanted.side === 'left' ? comparing.view.report.id : comparing.duplicate.reportId;
    if (wanted.side === 'right') {
      compare.turn();
      openRow(on);
    }
    setActing({ act, on, filledIn: filledIn(act, wanted.primaryNumber, policy) });
  };
  const copyForRecords = () => {
    if (shown === undefined || policy === null) return;
    const { report: copied } = shown;
    ask('clipboard.copy', { reportId: copied.id, text: recordsBlock(copied, policy) }).then(
      () => hint(t('shell.copiedForRecords', { number: copied.trackingNumber })),
      failed,
    );
  };
  const formFailed = (error: AppError) => {
    setActing(null);
    failed(error);
  };
  const beginOn = useCallback((act: ActKind, on: string) => setActing({ act, on }), [setActing]);
  const done = (row: OutboxRow) => {
    setActing(null);
    noteDecided(row);
    announce(
      `${ACT_DONE[row.act.kind]} ${row.trackingNumber}.${keys.undo === '' ? '' : ` ${t('shell.pressKeyToUndo', { key: keyName(keys.undo) })}`}`,
    );
    // Only a supervisor may decide an escalated report, so move on.
    if (leavesQueue(row.act.kind) || row.act.kind === 'escalate') {
      triage.goOn(row.reportId, preferences.openNext, decidableStates(officer.role));
    }
  };
  /**
   * Reopens the form of a decision that the server did not accept, filled in as before, on the current report. A draft
   * started since then takes precedence.
   */
  const redecide = ({ reportId, act, createdAt }: Pick<OutboxRow, 'reportId' | 'act' | 'createdAt'>) => {
    const { kind } = act;
    openReport(reportId);
    ask('draft.put', { reportId, kind, draft: draftOf(act), since: createdAt }).then(
      () => setActing({ act: kind, on: reportId }),
      failed,
    );
  };

  return {
    officer,
    sync,
    policy,
    outbox,
    held,
    triage,
    report,
    /** The report to show next to the queue; null until the opening of a report is stored. */
    shownId: opening.id === null ? null : triage.openId,
    ahead,
    shown,
    allowed,
    compare,
    pairActs,
    pairs,
    view,
    setView,
    goTo,
    /** Incremented when the current page is chosen again, so that the page goes back to its list. */
    timesAgain,
    /** The standard views, followed by the officer's own. */
    views: [...standardViews(officer.role), ...preferences.views],
    acting,
    setActing,
    formFailed,
    copyForRecords,
    filled,
    setFilled,
    touring,
    setTouring,
    showKeys,
    setShowKeys,
    palette,
    setPalette,
    reader,
    grid,
    searchBox,
    message,
    hint,
    endHint,
    leaving,
    openReport,
    showQueue,
    begin,
    beginPair,
    beginOn,
    done,
    undo,
    redecide,
    keys,
    mayPrint,
  };
}

export type Desk = ReturnType<typeof useDeskState>;
