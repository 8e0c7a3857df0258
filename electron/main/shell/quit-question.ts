import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';
import { t } from './words.ts';

/** What each button of the question means, in their order. */
export type QuitAnswer = 'stay' | 'quit' | 'send';
export type QuitQuestion = {
  message: string;
  detail: string;
  buttons: readonly { means: QuitAnswer; label: string }[];
  /** What the Enter key and a desk without anybody choose. */
  defaultId: number;
};

/**
 * What an officer is asked who quits while decisions are here that the server does not have; null when nothing is to be
 * asked. In an encrypted cache they go out after the next unlock, which may be after a holiday; in one in memory they stay
 * behind in the sealed journal, from which they must be confirmed one by one. Behind a lock nobody is asked about what
 * lies encrypted: nothing is lost, and it may be anybody who turns the computer off.
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
    message: t('menu.nDecisionsWereNotSent', { n: all }),
    detail: [
      sync.phase === 'offline' ? t('menu.theAgencyServerCannotBe') : null,
      maySend ? t('menu.sendingNowEndsTheUndo') : null,
      sync.needsYou === 0 ? null : t('menu.nOfThemCannotBe', { n: sync.needsYou }),
      encrypted ? t('menu.whatIsNotSentStays') : t('menu.thisWorkstationHasNoKeychain'),
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
    buttons,
    defaultId: maySend ? 2 : encrypted ? 1 : 0,
  };
}
