import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { backoffMs } from '#shared/backoff.ts';
import { channelOf, type NewsTopic } from './news.ts';

const TOPICS: readonly NewsTopic[] = ['reports', 'letters', 'packages', 'sessions'];

const PAUSES = { firstMs: 100, mostMs: 5_000, spread: 0 };

export type Listener = { close: () => Promise<void> };

/**
 * Opens one connection that receives announcements from all processes. If it breaks, it is reopened, and `onNews` is
 * called once for every topic, because an announcement may have been missed.
 * @param name what PostgreSQL shows as the connection's name: see `processName`.
 */
export async function listen(url: string, name: string, onNews: (topic: NewsTopic) => void): Promise<Listener> {
  const closed = new AbortController();
  let client: pg.Client | null = null;

  const open = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, application_name: name });
    next.on('error', () => {});
    next.on('notification', ({ channel }) => {
      for (const topic of TOPICS) if (channelOf(topic) === channel) onNews(topic);
    });
    await next.connect();
    for (const topic of TOPICS) await next.query(`listen ${channelOf(topic)}`);
    next.once('end', () => {
      if (!closed.signal.aborted) void reopen();
    });
    client = next;
  };

  const reopen = async () => {
    for (let failures = 1; !closed.signal.aborted; failures += 1) {
      await sleep(backoffMs(failures, PAUSES));
      try {
        await open();
        for (const topic of TOPICS) onNews(topic);
        return;
      } catch {
        // The database is unreachable; the next round tries again.
      }
    }
  };

  await open();
  return {
    close: async () => {
      closed.abort();
      await client?.end();
    },
  };
}
