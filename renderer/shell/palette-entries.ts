import type { ActKind } from '#shared/domain/act.ts';
import { type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { QueueView } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { viewKey, viewTitle } from '../wording/view-words.ts';
import { COMMANDS, type Command } from './keymap.ts';
import { GO_LETTERS, type View } from './view.ts';

export type PaletteEntry = { id: string; title: string; keys: string; command: Command };

const ACTS: readonly { act: ActKind; title: string }[] = [
  { act: 'approve', title: t('shell.approveThisReport') },
  { act: 'reject', title: t('shell.rejectThisReportWithAReason') },
  { act: 'follow_up', title: t('shell.followUpAskTheReporterFor') },
  { act: 'uphold_appeal', title: t('shell.appealKeepTheDecision') },
  { act: 'grant_appeal', title: t('shell.appealSetTheDecisionAsideAnd') },
  { act: 'log_call', title: t('common.logACall') },
  { act: 'message', title: t('common.writeAMessage') },
  { act: 'note', title: t('common.addAnInternalNote') },
  { act: 'assign', title: t('shell.assignToAnOfficerOrTo') },
  { act: 'escalate', title: t('shell.escalateToSupervisor') },
  { act: 'correct', title: t('shell.correctADetail') },
  { act: 'return', title: t('shell.reopenThisReport') },
];

const PAGES: readonly { view: View; title: string }[] = [
  { view: 'start', title: t('shell.goToStartPage') },
  { view: 'queue', title: t('shell.goToQueue') },
  { view: 'outbox', title: t('shell.goToWaitingToBeSent') },
  { view: 'letters', title: t('shell.goToLettersToPrint') },
  { view: 'courtesy', title: t('shell.goToCourtesyContacts') },
  { view: 'records', title: t('shell.goToRecordsSystem') },
  { view: 'audit', title: t('shell.goToDecisions') },
  { view: 'second-review', title: t('second-review.goToReviews') },
  { view: 'appeals', title: t('second-review.goToAppeals') },
  { view: 'find', title: t('find.goToFind') },
  { view: 'holds', title: t('find.goToHolds') },
  { view: 'case-numbers', title: t('find.goToCaseNumbers') },
  { view: 'audit-log', title: t('audit-log.goTo') },
  { view: 'policy', title: t('policy.goToPolicy') },
  { view: 'figures', title: t('shell.goToFigures') },
  { view: 'accounts', title: t('shell.goToAccounts') },
  { view: 'sessions', title: t('shell.goToSessions') },
  { view: 'workstations', title: t('it.goToWorkstations') },
  { view: 'confirmations', title: t('shell.goToConfirmations') },
  { view: 'services', title: t('shell.goToServiceAccounts') },
  { view: 'linkage', title: t('shell.goToDuplicateMatching') },
  { view: 'updates', title: t('shell.goToUpdates') },
  { view: 'settings', title: t('shell.goToSettings') },
];

const COMPARING: readonly { action: KeyAction; title: string }[] = [
  { action: 'return', title: t('compare.unlinkReverseTheRejection') },
  { action: 'same', title: t('compare.sameIncidentKeepBoth') },
  { action: 'related', title: t('common.related') },
  { action: 'not_same', title: t('common.notTheSame') },
  { action: 'swap', title: t('compare.keepTheOtherOne') },
  { action: 'next', title: t('compare.nextCandidate') },
  { action: 'previous', title: t('compare.previousCandidate') },
];

/**
 * Returns every available command, with the acts on the open report first. Commands that would have no effect now are
 * left out.
 */
export function paletteEntries(now: {
  isPossible: (command: Command) => boolean;
  /** What is open: a report, or a comparison of two. */
  open: 'report' | 'compare' | null;
  /** The current label for rejecting one of the two compared reports. */
  rejects: string;
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
      ? [keyed('reject', now.rejects), ...COMPARING.map(({ action, title }) => keyed(action, title))]
      : ACTS.map(({ act, title }) => entry(`act-${act}`, title, keyName(now.keys[act]), COMMANDS[act]))),
    keyed('undo', t('shell.undoLastDecision')),
    keyed('compare', t('ui.compareWithAPossibleDuplicate')),
    keyed('photos', t('ui.openPhotos')),
    entry('fill', t('shell.turnFullWidthReportOnOr'), 'Space', { kind: 'fill' }),
    entry('print', t('shell.printReportOrSaveAsPdf'), 'Ctrl P', { kind: 'print' }),
    entry('copy', t('shell.copyForRecords'), 'Ctrl Shift C', { kind: 'copy' }),
    ...(now.open === null
      ? [entry('open', t('shell.openReport'), 'Enter', { kind: 'open' })]
      : [
          entry('back', now.open === 'compare' ? t('compare.backToReport') : t('common.closeReport'), 'Esc', {
            kind: 'back',
          }),
        ]),
    keyed('search', t('shell.searchQueue')),
    ...(now.open === 'compare'
      ? []
      : [
          keyed('next', t('ui.nextReport')),
          keyed('previous', t('ui.previousReport')),
          entry('first', t('shell.goToFirstReport'), 'Home', { kind: 'move', by: 'first' }),
          entry('last', t('shell.goToLastReport'), 'End', { kind: 'move', by: 'last' }),
          keyed('choose', t('ui.select')),
          entry('bulk', t('shell.assignSelectedReports'), '', { kind: 'bulk' }),
        ]),
    ...now.views.map((view) =>
      entry(`view-${viewKey(view)}`, t('shell.showViewTitle', { title: viewTitle(view) }), '', {
        kind: 'show',
        view,
      }),
    ),
    ...PAGES.map(({ view, title }) =>
      entry(`go-${view}`, title, go === '' ? '' : `${go} ${GO_LETTERS[view]}`, { kind: 'go', view }),
    ),
    keyed('keys', t('shell.showKeyboardShortcuts')),
    entry('tour', t('shell.showTheTour'), '', { kind: 'tour' }),
    entry('lock', t('shell.lockTheWindow2'), 'Ctrl L', { kind: 'lock' }),
    entry('sign-out', t('common.signOut'), '', { kind: 'sign_out' }),
  ];
  return entries.filter(({ command }) => now.isPossible(command));
}
