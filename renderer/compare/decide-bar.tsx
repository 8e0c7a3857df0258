import { CircleX } from 'lucide-react';
import { Button, Toolbar } from 'react-aria-components';
import type { ShownRepeat } from '#shared/ipc.ts';

/** What an officer may say about the two reports. */
export function DecideBar({ repeat, onReject }: { repeat: ShownRepeat; onReject: (() => void) | null }) {
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
            Reject A as duplicate of {repeat.trackingNumber} <kbd>R</kbd>
          </Button>
        )}
      </Toolbar>
    </footer>
  );
}
