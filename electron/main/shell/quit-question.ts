import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';
import { t } from './words.ts';

/** The meanings of the dialog's buttons, in order. */
export type QuitAnswer = 'stay' | 'quit' | 'send';
export type QuitQuestion = {
  message: string;
  detail: string;
  buttons: readonly { means: QuitAnswer; label: string }[];
  /**
   * Index of the button that Enter presses, and that Electron's stand-in chooses automatically
   * (build/stand-in/dialogs.ts).
   */
  defaultId: number;
};

/**
 * Returns the question for an officer who quits with unsent decisions; null when there is nothing to ask. In an encrypted
 * cache, decisions are sent after the next unlock, which may be weeks later; those in an in-memory cache survive only in
 * the sealed journal, where each must be confirmed again. While locked, an encrypted cache raises no question: nothing is
 * lost, and anyone could be shutting the computer down.
 */
export function quitQuestion(session: SessionState, sync: SyncState | null): QuitQuestion | null {
  if ((session.kind !== 'signed_in' && session.kind !== 'locked') || sync === null) return null;
  const encrypted = session.cache === 'encrypted';
  const open = sync.held + sync.waiting;
  const all = open + sync.needsYou;
  if (all === 0 || (session.kind === 'locked' && encrypted)) return null;
  const maySend = session.kind === 'signed_in' && sync.phase === 'online' && open > 0;
  const buttons: QuitQuestion['buttons'] = [
    { means: 'stay', label: t('menu.stay') },
    { means: 'quit', label: encrypted ? t('menu.quit') : t('menu.quitAnyway') },
    ...(maySend ? [{ means: 'send' as const, label: t('menu.sendNowAndQuit') }] : []),
  ];
  return {
    message: t('menu.nDecisionsHaventBeenSentYet', { n: all }),
    detail: [
      sync.phase === 'offline' ? t('menu.cantReachTheAgencyServer') : null,
      maySend ? t('menu.onceYouSendNowYouCant') : null,
      sync.needsYou === 0 ? null : t('menu.nOfThemNeedYourAttention', { n: sync.needsYou }),
      encrypted ? t('menu.anythingUnsentStaysOnThisWorkstation') : t('menu.thisWorkstationHasNoKeychainSo'),
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
    buttons,
    defaultId: maySend ? 2 : encrypted ? 1 : 0,
  };
}
