import type { ActKind } from '#shared/domain/act.ts';
import { type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { QueueView } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { viewKey, viewTitle } from '../wording/view-words.ts';
import { COMMANDS, type Command, type View } from './keymap.ts';

export type PaletteEntry = { id: string; title: string; keys: string; command: Command };

const ACTS: readonly { act: ActKind; title: string }[] = [
  { act: 'approve', title: t('shell.approveThisReport') },
  { act: 'reject', title: t('shell.rejectThisReportWithA') },
  { act: 'follow_up', title: t('shell.followUpAskThePerson') },
  { act: 'uphold_appeal', title: t('shell.appealUpholdTheDecision') },
  { act: 'grant_appeal', title: t('shell.appealGrantItSoThat') },
  { act: 'log_call', title: t('common.logACall') },
  { act: 'note', title: t('common.addANoteForColleagues') },
  { act: 'assign', title: t('shell.handOverToAColleague') },
  { act: 'escalate', title: t('shell.escalateToTheSupervisors') },
  { act: 'correct', title: t('shell.correctAFactBesideWhat') },
  { act: 'return', title: t('shell.takeBackTheDecisionThat') },
];

const PAGES: readonly { view: View; letter: string; title: string }[] = [
  { view: 'start', letter: 'H', title: t('shell.goToTheStartPage') },
  { view: 'queue', letter: 'Q', title: t('shell.goToTheQueue') },
  { view: 'outbox', letter: 'W', title: t('shell.goToWhatWaitsTo') },
  { view: 'letters', letter: 'P', title: t('shell.goToTheLettersTo') },
  { view: 'courtesy', letter: 'C', title: t('shell.goToTheCourtesyContacts') },
  { view: 'records', letter: 'R', title: t('shell.goToTheRecordsSystem') },
  { view: 'audit', letter: 'D', title: t('shell.goToTheDecisions') },
  { view: 'accounts', letter: 'A', title: t('shell.goToTheAccounts') },
  { view: 'sessions', letter: 'N', title: t('shell.goToWhoIsSigned') },
  { view: 'linkage', letter: 'F', title: t('shell.goToHowRepeatsAre') },
  { view: 'updates', letter: 'U', title: t('shell.goToUpdates') },
  { view: 'settings', letter: 'S', title: t('shell.goToSettings') },
];

const COMPARING: readonly { action: KeyAction; title: string }[] = [
  { action: 'reject', title: t('compare.rejectAAsDuplicateOf') },
  { action: 'return', title: t('compare.unlinkTakeTheRejectionBack') },
  { action: 'same', title: t('compare.sameIncidentKeepBoth') },
  { action: 'related', title: t('common.related') },
  { action: 'not_same', title: t('common.notTheSame') },
  { action: 'swap', title: t('compare.swapAAndB') },
  { action: 'next', title: t('compare.nextCandidate') },
  { action: 'previous', title: t('compare.previousCandidate') },
];

/** Every available command, with the acts on the open report first; commands without effect are left out. */
export function paletteEntries(now: {
  isPossible: (command: Command) => boolean;
  /** What is open: a report, or a comparison of two. */
  open: 'report' | 'compare' | null;
  views: readonly QueueView[];
  keys: Keys;
}): PaletteEntry[] {
  const keyed = (action: KeyAction, title: string): PaletteEntry => ({
    id: action,
    title,
    keys: keyName(now.keys[action]),
    command: COMMANDS[action],
  });
  const entry = (id: string, title: string, keys: string, command: Command): PaletteEntry => ({
    id,
    title,
    keys,
    command,
  });
  const go = keyName(now.keys.go);
  const entries: PaletteEntry[] = [
    ...(now.open === 'compare'
      ? COMPARING.map(({ action, title }) => keyed(action, title))
      : ACTS.map(({ act, title }) => entry(`act-${act}`, title, keyName(now.keys[act]), COMMANDS[act]))),
    keyed('undo', t('shell.undoTheLastDecision')),
    keyed('compare', t('ui.compareWithAReportThat')),
    entry('fill', t('shell.giveTheReportTheWholeWidth'), 'Space', { kind: 'fill' }),
    entry('print', t('shell.printTheReportOrSave'), 'Ctrl P', { kind: 'print' }),
    ...(now.open === null
      ? [entry('open', t('shell.openTheReport'), 'Enter', { kind: 'open' })]
      : [
          entry('back', now.open === 'compare' ? t('compare.backToTheReport') : t('common.closeTheReport'), 'Esc', {
            kind: 'back',
          }),
        ]),
    keyed('search', t('shell.searchTheQueue')),
    ...(now.open === 'compare'
      ? []
      : [
          keyed('next', t('ui.nextReport')),
          keyed('previous', t('ui.previousReport')),
          entry('first', t('shell.goToTheFirstReport'), 'Home', { kind: 'move', by: 'first' }),
          entry('last', t('shell.goToTheLastReport'), 'End', { kind: 'move', by: 'last' }),
          keyed('choose', t('ui.chooseTheReportForSomething')),
          entry('bulk', t('shell.handOverTheChosenReports'), '', { kind: 'bulk' }),
        ]),
    ...now.views.map((view) =>
      entry(`view-${viewKey(view)}`, t('shell.showTheViewTitle', { title: viewTitle(view) }), '', {
        kind: 'show',
        view,
      }),
    ),
    ...PAGES.map(({ view, letter, title }) =>
      entry(`go-${view}`, title, go === '' ? '' : `${go} ${letter}`, { kind: 'go', view }),
    ),
    keyed('keys', t('shell.showTheKeys')),
    entry('tour', t('shell.showTheTourOfThe'), '', { kind: 'tour' }),
    entry('lock', t('shell.lockTheWindow'), 'Ctrl L', { kind: 'lock' }),
    entry('sign-out', t('common.signOut'), '', { kind: 'sign_out' }),
  ];
  return entries.filter(({ command }) => now.isPossible(command));
}
