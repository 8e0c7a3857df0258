import { Button } from 'react-aria-components';
import type { PairRow } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { errorSentence } from '../wording/error-words.ts';
import { pairWords } from '../wording/pair-words.ts';
import { OUTBOX_WORDS } from '../wording/words.ts';
import { RefusedPair } from './refused-pair.tsx';

/** Pair decisions that have not reached the server yet. */
export function PairCards({
  rows,
  onUndo,
  onOpen,
}: {
  rows: readonly PairRow[];
  onUndo: (row: PairRow) => void;
  onOpen: (reportId: string) => void;
}) {
  if (rows.length === 0) return null;
  return (
    <ul className="cards" aria-label={t('outbox.duplicateDecisionsWaitingToBeSent')}>
      {rows.map((row) => (
        <li className={row.state === 'refused' ? 'waiting-card waiting-needs' : 'waiting-card'} key={row.id}>
          <div className="waiting-head">
            <strong className="waiting-words">{pairWords(row)}</strong>
            <Tag tone={row.state === 'refused' ? 'danger' : 'plain'}>{OUTBOX_WORDS[row.state]}</Tag>
            <span className="faint">
              <TimeAgo at={row.createdAt} />
            </span>
            {row.state !== 'refused' && (
              <Button className="button" onPress={() => onUndo(row)}>
                {t('outbox.cancel')}
              </Button>
            )}
          </div>
          {row.state === 'refused' ? (
            <RefusedPair row={row} onOpen={onOpen} onUndo={() => onUndo(row)} />
          ) : (
            row.problem !== null && <p className="waiting-problem">{errorSentence(row.problem)}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
