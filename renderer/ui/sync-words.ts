import type { SyncState } from '#shared/ipc.ts';

export type SyncWords = { tone: 'ok' | 'busy' | 'off' | 'paused' | 'needs'; short: string; long: string };

const n = (value: number) => value.toLocaleString('en-US');

/** How the workstation stands with the agency server, in words; `clock` writes an instant as a time of day. */
export function syncWords(sync: SyncState, clock: (iso: string) => string): SyncWords {
  const unsent = sync.held + sync.waiting;
  const needs = sync.needsYou > 0 ? `${n(sync.needsYou)} ${sync.needsYou === 1 ? 'needs' : 'need'} you` : null;
  const state = needs ?? `${n(unsent)} waiting`;
  const unsentWords =
    unsent === 0 ? 'nothing waits to be sent' : `${n(unsent)} ${unsent === 1 ? 'waits' : 'wait'} to be sent`;
  const waiting = needs === null ? unsentWords : `${needs}, ${unsentWords}`;
  const since = sync.offlineSince === null ? '' : ` since ${clock(sync.offlineSince)}`;
  switch (sync.phase) {
    case 'pulling': {
      const done = sync.total === null ? n(sync.done) : `${n(sync.done)} of ${n(sync.total)}`;
      return {
        tone: needs === null ? 'busy' : 'needs',
        short: `Getting reports: ${done}${needs === null ? '' : ` · ${needs}`}`,
        long: `Reports are coming in from the agency server; ${waiting}. You can work on those that are here.`,
      };
    }
    case 'idle':
    case 'online':
      return {
        tone: needs === null ? 'ok' : 'needs',
        short: `Online · ${state}`,
        long: `Connected with the agency server; ${waiting}.`,
      };
    case 'offline':
      return {
        tone: 'off',
        short: `Offline${since} · ${state}`,
        long: `The agency server cannot be reached${since}; ${waiting}. You can go on working: decisions are sent when it is back.`,
      };
    case 'paused':
      return {
        tone: 'paused',
        short: `Paused · ${state}`,
        long: `The agency server wants you to sign in again; ${waiting}.`,
      };
  }
}
