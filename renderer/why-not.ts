import { type Keys, keyName } from '#shared/domain/keys.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { personalObstacle } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import type { Command } from './shell/keymap.ts';
import { known, t } from './t.ts';
import { stateAhead } from './ui/state-ahead.ts';
import { ACT_VERBS, STATE_WORDS } from './ui/words.ts';

type Now = {
  inQueue: boolean;
  /** The list has no row to open. */
  isEmpty: boolean;
  /** A report is open, also while it is being read. */
  isOpen: boolean;
  /** The open report, once it is there. */
  shown: ReportView | undefined;
  /** The one beside it. */
  beside: { trackingNumber: string } | undefined;
  officer: Pick<Officer, 'id' | 'role'>;
  keys: Keys;
};

/** What a key says that does nothing at the moment, so that nobody presses it again; null where it needs no word. */
export function whyNot(
  command: Command,
  { inQueue, isEmpty, isOpen, shown, beside, officer, keys }: Now,
): string | null {
  if (command.kind === 'undo') {
    return t('Nothing is left to undo. A decision that was sent is taken back in its report.');
  }
  if (!inQueue || (command.kind !== 'act' && command.kind !== 'compare')) return null;
  if (!isOpen) return isEmpty ? t('No report is listed here.') : t('Open a report first: Enter.');
  if (!shown?.here) return null;
  if (command.kind === 'compare') {
    return beside === undefined ? t('No other report is known that this one may repeat.') : null;
  }
  if (beside === undefined) {
    const obstacle = personalObstacle(shown.report, command.act, officer);
    if (obstacle !== null) return known(obstacle);
    return t('{act}: not for a report in the state “{state}”.', {
      act: ACT_VERBS[command.act],
      state: STATE_WORDS[stateAhead(shown, officer.role)],
    });
  }
  if (command.act === 'return') return t('There is nothing to unlink here.');
  if (command.act !== 'reject') return t('Esc goes back to the report, where this can be done.');
  const swap = keys.swap === '' ? '' : ` ${t('{key} swaps the two.', { key: keyName(keys.swap) })}`;
  return `${t('{number} cannot be rejected as a repeat of {other}.', { number: shown.report.trackingNumber, other: beside.trackingNumber })}${swap}`;
}
