import type { SyncState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';

export type SyncWords = { tone: 'ok' | 'busy' | 'off' | 'paused' | 'needs'; short: string; long: string };

/** Describes the connection to the agency server; `clock` formats a timestamp as a time of day. */
export function syncWords(sync: SyncState, clock: (iso: string) => string): SyncWords {
  const unsent = sync.held + sync.waiting;
  const needs = sync.needsYou > 0 ? t('common.nNeedAttention', { n: sync.needsYou }) : null;
  const unsentState = t('ui.nWaiting', { n: unsent });
  const state = needs === null ? unsentState : unsent === 0 ? needs : `${needs} · ${unsentState}`;
  const unsentWords = unsent === 0 ? t('ui.nothingWaitingToBeSent') : t('ui.nWaitingToBeSent', { n: unsent });
  const waiting = needs === null ? unsentWords : `${needs}, ${unsentWords}`;
  const since = sync.offlineSince === null ? null : clock(sync.offlineSince);
  switch (sync.phase) {
    case 'pulling': {
      const { done, total } = sync;
      const short =
        total === null ? t('ui.loadingReportsDone', { done }) : t('ui.loadingReportsDoneOfTotal', { done, total });
      return {
        tone: needs === null ? 'busy' : 'needs',
        short: needs === null ? short : `${short} · ${state}`,
        long: t('ui.reportsAreLoadingFromTheAgency', {
          waiting,
        }),
      };
    }
    case 'connecting':
      return {
        tone: needs === null ? 'busy' : 'needs',
        short: t('ui.connectingState', { state }),
        long: t('ui.theAgencyServerHasntRespondedYet', { waiting }),
      };
    case 'idle':
    case 'online':
      if (sync.phase === 'online' && sync.problem !== null) {
        return {
          tone: 'needs',
          short: t('ui.notUpToDateState', { state }),
          long: t('ui.decisionsReachTheAgencyServerBut', { waiting }),
        };
      }
      return {
        tone: needs === null ? 'ok' : 'needs',
        short: t('ui.onlineState', { state }),
        long: t('ui.connectedToTheAgencyServerWaiting', { waiting }),
      };
    case 'offline':
      return {
        tone: 'off',
        short: since === null ? t('ui.offlineState', { state }) : t('ui.offlineSinceSinceState', { since, state }),
        long:
          since === null
            ? t('ui.cantReachTheAgencyServerWaiting', { waiting })
            : t('ui.theAgencyServerHasntBeenReachable', { since, waiting }),
      };
    case 'busy':
      return {
        tone: 'paused',
        short: t('ui.serverNotReadyState', { state }),
        long: t('ui.theAgencyServerIsUpBut', { waiting }),
      };
    case 'failed':
      return {
        tone: 'needs',
        short: t('ui.problemOnThisWorkstationState', { state }),
        long: t('ui.somethingOnThisWorkstationIsBlocking', { waiting }),
      };
    case 'paused':
      return {
        tone: 'paused',
        short: t('ui.pausedState', { state }),
        long: t('ui.theAgencyServerNeedsYouTo', { waiting }),
      };
  }
}
