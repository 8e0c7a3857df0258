import { keyName } from '#shared/domain/keys.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { PairRow, ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { PAIR_WORDS, pairWords } from '../wording/pair-words.ts';

/** Provides the pending pair decisions and functions to make and undo them. */
export function usePairs({
  announce,
  say,
  decided,
}: {
  /** Announces a message to screen readers. */
  announce: (text: string) => void;
  /** Shows an error message. */
  say: (text: string) => void;
  /** Called with the decision as it was saved. */
  decided: (row: PairRow) => void;
}) {
  const { value: rows = [] } = useLive('pairs.list', undefined, ['outbox']);
  const { keys } = usePreferences();
  const undone = keys.undo === '' ? '' : ` ${t('shell.pressKeyToUndo', { key: keyName(keys.undo) })}`;
  const failed = (thrown: unknown) => say(errorSentence(toAppError(thrown)));
  return {
    rows,
    decide: ({ report }: ReportView, duplicate: ShownDuplicate, decision: PairDecision['decision']): void => {
      const { reportId, trackingNumber } = duplicate;
      ask('pairs.decide', { reportId: report.id, other: { reportId, trackingNumber }, decision }).then((row) => {
        decided(row);
        announce(`${t('compare.decisionNumber', { decision: PAIR_WORDS[decision], number: trackingNumber })}${undone}`);
      }, failed);
    },
    undo: (row: PairRow, notDone: () => void = () => {}): void => {
      ask('pairs.undo', { id: row.id }).then(
        () => announce(t('compare.undoneWhat', { what: pairWords(row) })),
        (thrown: unknown) => {
          notDone();
          failed(thrown);
        },
      );
    },
  };
}
