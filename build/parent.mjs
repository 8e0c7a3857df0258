/** How often to check that npm is still running, in milliseconds. */
const EACH_MS = 500;

/**
 * Calls `act` once when the npm that started this process has exited. On SIGTERM, npm ends its shell, which does not
 * forward the signal, so processes started by the shell would keep running. @param {() => void} act
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
