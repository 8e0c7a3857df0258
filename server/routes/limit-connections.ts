import type { Server } from 'node:http';
import { networkOf } from '../network-of.ts';

/** Enough for 300 workstations and a proxy; each takes some ten kilobytes even if it never sends anything. */
const MOST = { ofAll: 2_000, ofSource: 500 };

/**
 * Limits how many connections a listener has at a time.
 * @param bySource also limits them for each network; only for a listener that callers reach without a proxy, because a
 * proxy connects for everyone. Half a department may share one address.
 */
export function limitConnections(server: Server, { bySource }: { bySource: boolean }, most = MOST): void {
  server.maxConnections = most.ofAll;
  if (!bySource) return;
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const source = networkOf(socket.remoteAddress ?? '');
    const count = (change: 1 | -1) => {
      const now = (open.get(source) ?? 0) + change;
      if (now === 0) open.delete(source);
      else open.set(source, now);
      return now;
    };
    socket.once('close', () => count(-1));
    if (count(1) > most.ofSource) socket.destroy();
  });
}
