import type { SyncState } from '#shared/ipc-shapes.ts';
import { plural, t } from '../t.ts';

export type SyncWords = { tone: 'ok' | 'busy' | 'off' | 'paused' | 'needs'; short: string; long: string };

/** How the workstation stands with the agency server, in words; `clock` writes an instant as a time of day. */
export function syncWords(sync: SyncState, clock: (iso: string) => string): SyncWords {
  const unsent = sync.held + sync.waiting;
  const needs = sync.needsYou > 0 ? plural(sync.needsYou, '{n} needs you', '{n} need you') : null;
  const unsentState = t('{n} waiting', { n: unsent });
  const state = needs === null ? unsentState : unsent === 0 ? needs : `${needs} · ${unsentState}`;
  const unsentWords =
    unsent === 0 ? t('nothing waits to be sent') : plural(unsent, '{n} waits to be sent', '{n} wait to be sent');
  const waiting = needs === null ? unsentWords : `${needs}, ${unsentWords}`;
  const since = sync.offlineSince === null ? null : clock(sync.offlineSince);
  switch (sync.phase) {
    case 'pulling': {
      const { done, total } = sync;
      const short =
        total === null
          ? t('Getting reports: {done}', { done })
          : t('Getting reports: {done} of {total}', { done, total });
      return {
        tone: needs === null ? 'busy' : 'needs',
        short: needs === null ? short : `${short} · ${state}`,
        long: t('Reports are coming in from the agency server; {waiting}. You can work on those that are here.', {
          waiting,
        }),
      };
    }
    case 'connecting':
      return {
        tone: needs === null ? 'busy' : 'needs',
        short: t('Connecting · {state}', { state }),
        long: t('The agency server has not answered yet; {waiting}. You can go on working meanwhile.', { waiting }),
      };
    case 'idle':
    case 'online':
      if (sync.phase === 'online' && sync.problem !== null) {
        return {
          tone: 'needs',
          short: t('Not up to date · {state}', { state }),
          long: t(
            'Decisions reach the agency server, but what it sends cannot be read, so what is new there is missing here; {waiting}. Tell your administrator.',
            { waiting },
          ),
        };
      }
      return {
        tone: needs === null ? 'ok' : 'needs',
        short: t('Online · {state}', { state }),
        long: t('Connected with the agency server; {waiting}.', { waiting }),
      };
    case 'offline':
      return {
        tone: 'off',
        short:
          since === null ? t('Offline · {state}', { state }) : t('Offline since {since} · {state}', { since, state }),
        long:
          since === null
            ? t(
                'The agency server cannot be reached; {waiting}. You can go on working: decisions are sent when it is back.',
                { waiting },
              )
            : t(
                'The agency server cannot be reached since {since}; {waiting}. You can go on working: decisions are sent when it is back.',
                { since, waiting },
              ),
      };
    case 'busy':
      return {
        tone: 'paused',
        short: t('Server not ready · {state}', { state }),
        long: t(
          'The agency server can be reached but takes nothing right now; {waiting}. You can go on working: decisions are sent when it is ready.',
          { waiting },
        ),
      };
    case 'failed':
      return {
        tone: 'needs',
        short: t('Stopped by this workstation · {state}', { state }),
        long: t(
          'Something on this workstation keeps reports from coming in and decisions from going out; {waiting}. It is tried again and again.',
          { waiting },
        ),
      };
    case 'paused':
      return {
        tone: 'paused',
        short: t('Paused · {state}', { state }),
        long: t('The agency server wants you to sign in again; {waiting}.', { waiting }),
      };
  }
}
