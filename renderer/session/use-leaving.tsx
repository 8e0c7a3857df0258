import { type ReactNode, useState } from 'react';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { keepNow } from '../hooks/keep-now.ts';
import { errorSentence } from '../wording/error-words.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

/**
 * The two ways to leave the desk: locking and signing out. `question` is the dialog shown when signing out with unsent
 * decisions.
 */
export function useLeaving(
  sync: SyncState | undefined,
  say: (message: string) => void,
): { lock: () => void; signOut: () => void; question: ReactNode } {
  const [asking, setAsking] = useState(false);
  return {
    lock: () => {
      keepNow();
      ask('session.lock').catch((thrown: unknown) => say(errorSentence(toAppError(thrown))));
    },
    signOut: () => {
      keepNow();
      ask('session.sign-out', { leaveUnsent: false }).catch((thrown: unknown) => {
        const error = toAppError(thrown);
        if (error.code === 'decisions_waiting') setAsking(true);
        else say(errorSentence(error));
      });
    },
    question: asking ? <SignOutDialog sync={sync} onClose={() => setAsking(false)} /> : null,
  };
}
