/** How often to check that npm is still running, in milliseconds. */
const EACH_MS = 500;

/**
 * Calls `act` once where the npm that started us is gone. On SIGTERM npm ends its shell, which passes nothing on, so that
 * whatever the shell had started would stay behind. @param {() => void} act
 */
export function whenNpmIsGone(act) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, EACH_MS);
  timer.unref();
}
