import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { rich, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Kbd } from '../ui/preferences.tsx';

const STEPS: readonly { title: string; body: ReactNode }[] = [
  {
    title: t('The queue'),
    body: (
      <>
        <p>
          {rich(
            'Reports wait here, the oldest first. {next} and {previous} move, {enter} opens. Every column sorts, and {search} searches while you type.',
            {
              next: <Kbd of="next" />,
              previous: <Kbd of="previous" />,
              enter: <kbd>Enter</kbd>,
              search: <Kbd of="search" />,
            },
          )}
        </p>
        <p>{t('What is late says so in words and colour. New reports never move the row that you are on.')}</p>
      </>
    ),
  },
  {
    title: t('A report'),
    body: (
      <>
        <p>
          {t(
            'Hints above the narrative say what to look at, each with its rule: outside the city, a suspect that is named, something missing. They never decide.',
          )}
        </p>
        <p>
          {rich('{space} gives the report the whole width. Photographs are blurred until you open them.', {
            space: <kbd>{t('Space')}</kbd>,
          })}
        </p>
      </>
    ),
  },
  {
    title: t('A decision'),
    body: (
      <>
        <p>
          {rich(
            '{approve} approves, {reject} rejects with a reason, {ask} asks the person, {call} logs a call. Beside the form is the letter, word for word as the person will get it.',
            {
              approve: <Kbd of="approve" />,
              reject: <Kbd of="reject" />,
              ask: <Kbd of="follow_up" />,
              call: <Kbd of="log_call" />,
            },
          )}
        </p>
        <p>
          {rich('{send} decides. While the clock at the foot of the window runs, {undo} takes it back.', {
            send: <kbd>Ctrl + Enter</kbd>,
            undo: <Kbd of="undo" />,
          })}
        </p>
      </>
    ),
  },
  {
    title: t('Likely repeats'),
    body: (
      <p>
        {rich(
          '≈ marks a report that another one may have told already. {compare} puts both side by side, with the reasons, and you say what they are to each other.',
          { compare: <Kbd of="compare" /> },
        )}
      </p>
    ),
  },
  {
    title: t('With or without the network'),
    body: (
      <>
        <p>
          {t(
            'Reports are kept on this workstation, encrypted. Without the network you go on; the badge at the top tells what waits to be sent, and nothing is lost.',
          )}
        </p>
        <p>
          {rich(
            '{lock} locks the window, {find} finds anything that can be done, and {keys} shows the keys, and this tour again.',
            {
              lock: <kbd>Ctrl + L</kbd>,
              find: <kbd>Ctrl + K</kbd>,
              keys: <Kbd of="keys" />,
            },
          )}
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
      subtitle={t('Step {what} of {length}', { what: at + 1, length: STEPS.length })}
      onClose={onClose}
      foot={
        <>
          <Button className="button" isDisabled={at === 0} onPress={() => setAt(at - 1)}>
            {t('Back')}
          </Button>
          {/* Enter goes on: there is nothing else to do here. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button className="button button-primary" autoFocus onPress={() => (isLast ? onClose() : setAt(at + 1))}>
            {isLast ? t('Begin') : t('Next')}
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
        title={t('New at this desk? Five short steps show how it works.')}
        actions={
          <>
            <Button className="button" onPress={onTour}>
              {t('Show me')}
            </Button>
            <Button className="button button-quiet" onPress={onSkip}>
              {t('No, thanks')}
            </Button>
          </>
        }
      />
    </div>
  );
}
