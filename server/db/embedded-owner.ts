import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connectOnce } from './open.ts';

const OWNER_LOCK = 7_021_000;

export type Guard = {
  /**
   * Gives up ownership, after waiting for any restart in progress. Returns false if PostgreSQL is not running or another
   * server has become the owner.
   */
  end: () => Promise<boolean>;
};

/** Holds the owner's lock. If PostgreSQL dies, restarts it on the same port and takes the lock again. */
export function guardOwner(
  first: Connection,
  url: string,
  restart: () => Promise<void>,
  onNote: (text: string) => void,
): Guard {
  const ended = new AbortController();
  let keeper: Connection | null = null;
  let regaining = Promise.resolve();
  const hold = (connection: Connection) => {
    keeper = connection;
    connection.once('end', () => {
      keeper = null;
      if (!ended.signal.aborted) regaining = regain();
    });
  };
  const regain = async () => {
    onNote('the embedded PostgreSQL stopped; restarting it');
    while (!ended.signal.aborted) {
      await sleep(300);
      try {
        const connection = await owning(url);
        if (connection === null) continue;
        onNote('the embedded PostgreSQL responds again');
        return hold(connection);
      } catch {
        if (!ended.signal.aborted) await restart().catch(() => {});
      }
    }
  };
  hold(first);
  return {
    end: async () => {
      ended.abort();
      // Wait for a restart in progress. Otherwise, it would bring back the database that the caller is about to stop.
      await regaining;
      const last = keeper ?? (await owning(url).catch(() => null));
      await last?.end();
      return last !== null;
    },
  };
}

/**
 * Returns a connection that owns the database, or null if another server owns it; throws if the database does not
 * respond.
 */
async function owning(url: string): Promise<Connection | null> {
  const connection = await connectOnce(`${url}/postgres`);
  if (await ownerLock(connection)) return connection;
  await connection.end();
  return null;
}

/** Tries to make this connection the owner of the database until the connection closes. Returns whether it succeeded. */
export async function ownerLock(connection: Connection): Promise<boolean> {
  const { rows } = await connection.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [OWNER_LOCK]);
  return rows[0]?.got === true;
}

/**
 * Like `ownerLock`, but waits for an owner that was just killed: PostgreSQL releases its lock only when it notices the
 * closed connection, which takes a while on a busy machine.
 */
export async function ownerLockSoon(connection: Connection): Promise<boolean> {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    if (await ownerLock(connection)) return true;
    await sleep(250);
  }
  return ownerLock(connection);
}
