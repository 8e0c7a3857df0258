import { Check, CircleX, Link2, type LucideIcon, Split, Unlink } from 'lucide-react';
import { Button, Toolbar } from 'react-aria-components';
import type { KeyAction } from '#shared/domain/keys.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { ShownDuplicate } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { type PairAct, rejectWords } from './pair-acts.ts';

type Kind = PairDecision['decision'];

const CHOICES: readonly { decision: Kind & KeyAction; icon: LucideIcon; words: string }[] = [
  { decision: 'same', icon: Link2, words: t('compare.sameIncidentKeepBoth') },
  { decision: 'related', icon: Split, words: t('common.related') },
  { decision: 'not_same', icon: Unlink, words: t('common.notTheSame') },
];

/** The decisions an officer can make about the two reports; decisions already made are marked. */
export function DecideBar({
  duplicate,
  rejects,
  onReject,
  onDecide,
  onUnlink,
}: {
  duplicate: ShownDuplicate;
  /** The report to reject and the report that it duplicates; null if a rejection is not possible now. */
  rejects: PairAct | null;
  onReject: () => void;
  onDecide: (decision: Kind) => void;
  /** Undoes a rejection as a duplicate; null if there was no such rejection or this officer may not undo it. */
  onUnlink: (() => void) | null;
}) {
  const { keys } = usePreferences();
  return (
    <footer className="compare-foot">
      <Toolbar className="act-buttons" aria-label={t('compare.decideOnBoth')}>
        {rejects !== null && (
          <Button className="button" {...shortcut(keys.reject)} onPress={onReject}>
            <CircleX className="icon" aria-hidden />
            {rejectWords(rejects, duplicate)} <Kbd of="reject" />
          </Button>
        )}
        {onUnlink !== null && (
          <Button className="button" {...shortcut(keys.return)} onPress={onUnlink}>
            <Unlink className="icon" aria-hidden />
            {t('compare.unlinkReverseTheRejection')} <Kbd of="return" />
          </Button>
        )}
        {CHOICES.map(({ decision, icon: Icon, words }) => (
          <Button
            className={duplicate.state === decision ? 'button filter-on' : 'button'}
            key={decision}
            aria-pressed={duplicate.state === decision}
            {...shortcut(keys[decision])}
            onPress={() => onDecide(decision)}
          >
            {duplicate.state === decision ? (
              <Check className="icon" aria-hidden />
            ) : (
              <Icon className="icon" aria-hidden />
            )}
            {words} <Kbd of={decision} />
          </Button>
        ))}
      </Toolbar>
    </footer>
  );
}
