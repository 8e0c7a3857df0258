import type { PowerMonitor } from 'electron';
import type { Log } from '#electron/common/log.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Session } from '../session/session.ts';

export type LockWatchDeps = {
  session: Pick<Session, 'state' | 'lock' | 'tick'>;
  /** Electron's `powerMonitor`; it may be used only after the application is ready. */
  powerMonitor: Pick<PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'on' | 'off'>;
  policy: () => Promise<Policy | null>;
  /** The longest idle time, in minutes, that the managed settings allow before the window locks. */
  mostMinutes?: number | undefined;
  log: Log;
};

const EVERY_MS = 5000;
const POLICY_EVERY_TICKS = 12;
/** The idle time, in minutes, used until the policy is known. A policy can set at most thirty minutes. */
const LOCK_MINUTES = 10;

/**
 * Locks the window when the computer has been idle for the policy's number of minutes, when the screen is locked, and
 * when the computer goes to sleep. Also makes the session check the clock every few seconds (CJIS Security Policy AC-11,
 * IA-11).
 */
export function watchForLock({
  session,
  powerMonitor,
  policy,
  mostMinutes = Number.POSITIVE_INFINITY,
  log,
}: LockWatchDeps): { stop: () => void } {
  let lockMinutes = Math.min(LOCK_MINUTES, mostMinutes);
  let ticks = 0;

  function tick(): void {
    if (session.state().kind === 'signed_in') {
      // On Linux, no event is sent when the screen is locked, so poll for it.
      if (powerMonitor.getSystemIdleState(lockMinutes * 60) === 'locked') session.lock('screen');
      else if (powerMonitor.getSystemIdleTime() >= lockMinutes * 60) session.lock('idle');
      else if (ticks % POLICY_EVERY_TICKS === 0) {
        policy().then(
          (current) => {
            // The first pull has not fetched the policy yet; try again on the next tick.
            if (current === null) ticks = 0;
            lockMinutes = Math.min(current?.limits.lockMinutes ?? LOCK_MINUTES, mostMinutes);
          },
          () => undefined,
        );
      }
      ticks += 1;
    }
    session.tick().catch(() => log('session.tick_failed', {}));
  }

  const lockScreen = () => void session.lock('screen');
  powerMonitor.on('lock-screen', lockScreen);
  powerMonitor.on('suspend', lockScreen);
  powerMonitor.on('resume', tick);
  const timer = setInterval(tick, EVERY_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      powerMonitor.off('lock-screen', lockScreen);
      powerMonitor.off('suspend', lockScreen);
      powerMonitor.off('resume', tick);
    },
  };
}
