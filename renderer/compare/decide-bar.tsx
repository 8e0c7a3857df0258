import { CircleX, Link2, type LucideIcon, Split, Unlink } from 'lucide-react';
import { Button, Toolbar } from 'react-aria-components';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { ShownRepeat } from '#shared/ipc.ts';

type Kind = PairDecision['decision'];

const CHOICES: readonly { decision: Kind; key: string; icon: LucideIcon; words: string }[] = [
  { decision: 'same', key: 'S', icon: Link2, words: 'Same incident: keep both' },
  { decision: 'related', key: 'E', icon: Split, words: 'Related' },
  { decision: 'not_same', key: 'D', icon: Unlink, words: 'Not the same' },
];

/** What an officer may say about the two reports; what was said already is marked. */
export function DecideBar({
  repeat,
  onReject,
  onDecide,
  onUnlink,
}: {
  repeat: ShownRepeat;
  /** Null where the open report may not be rejected now. */
  onReject: (() => void) | null;
  onDecide: (decision: Kind) => void;
  /** Takes back a rejection as duplicate; null where there is none, or it is not this person's to take back. */
  onUnlink: (() => void) | null;
}) {
  return (
    <footer className="compare-foot">
      <Toolbar className="act-buttons" aria-label="Decide about both">
        {onReject !== null && (
          <Button
            className="button"
            aria-label={`Reject A as duplicate of ${repeat.trackingNumber}`}
            aria-keyshortcuts="R"
            onPress={onReject}
          >
            <CircleX className="icon" aria-hidden />
            Reject A as duplicate of B <kbd>R</kbd>
          </Button>
        )}
        {onUnlink !== null && (
          <Button className="button" onPress={onUnlink}>
            <Unlink className="icon" aria-hidden />
            Unlink: take the rejection back
          </Button>
        )}
        {CHOICES.map(({ decision, key, icon: Icon, words }) => (
          <Button
            className={repeat.state === decision ? 'button filter-on' : 'button'}
            key={decision}
            aria-label={words}
            aria-pressed={repeat.state === decision}
            aria-keyshortcuts={key}
            onPress={() => onDecide(decision)}
          >
            <Icon className="icon" aria-hidden />
            {words} <kbd>{key}</kbd>
          </Button>
        ))}
      </Toolbar>
    </footer>
  );
}
