import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Kbd } from '../ui/preferences.tsx';

const STEPS: readonly { title: string; body: ReactNode }[] = [
  {
    title: 'The queue',
    body: (
      <>
        <p>
          Reports wait here, the oldest first. <Kbd of="next" /> and <Kbd of="previous" /> move, <kbd>Enter</kbd> opens.
          Every column sorts, and <Kbd of="search" /> searches while you type.
        </p>
        <p>What is late says so in words and colour. New reports never move the row that you are on.</p>
      </>
    ),
  },
  {
    title: 'A report',
    body: (
      <>
        <p>
          Hints above the narrative say what to look at, each with its rule: outside the city, a suspect that is named,
          something missing. They never decide.
        </p>
        <p>
          <kbd>Space</kbd> gives the report the whole width. Photographs are blurred until you open them.
        </p>
      </>
    ),
  },
  {
    title: 'A decision',
    body: (
      <>
        <p>
          <Kbd of="approve" /> approves, <Kbd of="reject" /> rejects with a reason, <Kbd of="follow_up" /> asks the
          person, <Kbd of="log_call" /> logs a call. Beside the form is the letter, word for word as the person will get
          it.
        </p>
        <p>
          <kbd>Ctrl + Enter</kbd> decides. While the clock at the foot of the window runs, <Kbd of="undo" /> takes it
          back.
        </p>
      </>
    ),
  },
  {
    title: 'Likely repeats',
    body: (
      <p>
        ≈ marks a report that another one may have told already. <Kbd of="compare" /> puts both side by side, with the
        reasons, and you say what they are to each other.
      </p>
    ),
  },
  {
    title: 'With or without the network',
    body: (
      <>
        <p>
          Reports are kept on this workstation, encrypted. Without the network you go on; the badge at the top tells
          what waits to be sent, and nothing is lost.
        </p>
        <p>
          <kbd>Ctrl + L</kbd> locks the window, <kbd>Ctrl + K</kbd> finds anything that can be done, and{' '}
          <Kbd of="keys" /> shows the keys, and this tour again.
        </p>
      </>
    ),
  },
];

/** The desk in five short steps. */
export function Tour({ onClose }: { onClose: () => void }) {
  const [at, setAt] = useState(0);
  const step = STEPS[at];
  if (step === undefined) return null;
  const isLast = at === STEPS.length - 1;
  return (
    <DialogFrame
      isOpen
      title={step.title}
      subtitle={`Step ${at + 1} of ${STEPS.length}`}
      onClose={onClose}
      foot={
        <>
          <Button className="button" isDisabled={at === 0} onPress={() => setAt(at - 1)}>
            Back
          </Button>
          {/* Enter goes on: there is nothing else to do here. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button className="button button-primary" autoFocus onPress={() => (isLast ? onClose() : setAt(at + 1))}>
            {isLast ? 'Begin' : 'Next'}
          </Button>
        </>
      }
    >
      {/* Each step is read aloud when it comes. */}
      <div className="tour" aria-live="polite">
        {step.body}
      </div>
    </DialogFrame>
  );
}

/** Offered once, to an officer who is new at this desk; it stands in nobody's way. */
export function TourOffer({ onTour, onSkip }: { onTour: () => void; onSkip: () => void }) {
  return (
    <div className="banner">
      <Notice
        tone="info"
        role="status"
        title="New at this desk? Five short steps show how it works."
        actions={
          <>
            <Button className="button" onPress={onTour}>
              Show me
            </Button>
            <Button className="button button-quiet" onPress={onSkip}>
              No, thanks
            </Button>
          </>
        }
      />
    </div>
  );
}
