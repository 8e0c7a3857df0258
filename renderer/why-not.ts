import { type Keys, keyName } from '#shared/domain/keys.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { nextState, personalObstacle } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { stateAhead } from './model/state-ahead.ts';
import type { Command } from './shell/keymap.ts';
import { mayGo } from './shell/views.ts';
import { say, t } from './t.ts';
import { ACT_VERBS, STATE_WORDS } from './wording/words.ts';

type Now = {
  inQueue: boolean;
  /** The list is empty, so there is no row to open. */
  isEmpty: boolean;
  /** A report is open, even if it is still loading. */
  isOpen: boolean;
  /** The open report, once loaded. */
  shown: ReportView | undefined;
  /**
   * The report shown next to the open one: whether it is the primary of the two, whether it is another witness's, and
   * whether the primary could be rejected if the other one became the primary.
   */
  beside: { trackingNumber: string; isPrimary: boolean; isAnotherWitness: boolean; maySwap: boolean } | undefined;
  /** How many reports are selected. */
  chosen: number;
  /** How many decisions are waiting to be sent and can no longer be undone with a key. */
  waiting: number;
  officer: Pick<Officer, 'id' | 'role'>;
  keys: Keys;
  /** False if IT turned printing off. */
  mayPrint: boolean;
};

/**
 * Whether a command needs a single report but several are selected. The command is then unavailable: acts that affect a
 * reporter are never done in bulk, and it isn't clear which report is meant.
 */
export const isForOne = (command: Command, chosen: number): boolean =>
  chosen > 1 && (command.kind === 'compare' || (command.kind === 'act' && command.act !== 'assign'));

/**
 * Explains why a key does nothing at the moment, so that the officer doesn't press it again; null if no explanation is
 * needed.
 */
export function whyNot(
  command: Command,
  { inQueue, isEmpty, isOpen, shown, beside, chosen, waiting, officer, keys, mayPrint }: Now,
): string | null {
  if (command.kind === 'print') return mayPrint ? null : t('shell.printingIsOff');
  if (!mayGo('queue', officer.role)) return command.kind === 'act' ? t('shell.yourRoleDecidesNothing') : null;
  if (command.kind === 'undo') {
    return waiting > 0 ? t('shell.notSentYetCancelIt', { n: waiting }) : t('shell.nothingLeftToUndoToReverse');
  }
  if (command.kind === 'photos') return inQueue && shown !== undefined ? t('shell.noPhotos') : null;
  if (!inQueue || (command.kind !== 'act' && command.kind !== 'compare')) return null;
  if (isForOne(command, chosen)) {
    return keys.assign === ''
      ? t('shell.oneAtATime', { n: chosen })
      : t('shell.oneAtATimeAssignKey', { n: chosen, key: keyName(keys.assign) });
  }
  if (!isOpen) return isEmpty ? t('shell.noReportsListedHere') : t('shell.openAReportFirstEnter');
  if (!shown?.here) return null;
  if (command.kind === 'compare') {
    return beside === undefined ? t('shell.noPossibleDuplicatesOfThisReport') : null;
  }
  if (beside === undefined) {
    const state = stateAhead(shown, officer.role);
    const obstacle = personalObstacle(shown.report, command.act, officer, shown.mayJudgeOwn);
    // Mention what stops this officer personally only if the report's state allows the act.
    if (obstacle !== null && nextState(state, command.act, officer.role) !== null)
      return say('errors.detail', obstacle);
    return t('shell.actNotAvailableWhileTheReport', {
      act: ACT_VERBS[command.act],
      state: STATE_WORDS[state],
    });
  }
  if (command.act === 'return') return t('shell.nothingToUnlinkHere');
  if (command.act !== 'reject') return t('shell.pressEscToGoBackTo');
  const both = [shown.report.trackingNumber, beside.trackingNumber];
  const [number = '', other = ''] = beside.isPrimary ? both : both.toReversed();
  const numbers = { number, other };
  if (beside.isAnotherWitness) return t('shell.differentReportersStay', numbers);
  const swap =
    keys.swap === '' || !beside.maySwap ? '' : ` ${t('shell.keySwapsTheTwo', { key: keyName(keys.swap), number })}`;
  return `${t('shell.numberCantBeRejectedAsA', numbers)}${swap}`;
}
