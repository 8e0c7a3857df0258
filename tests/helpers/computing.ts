/** Gives the milliseconds that this process has computed since: what else the machine is busy with does not count. */
export function startComputing(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
