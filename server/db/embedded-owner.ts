import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connectOnce } from './open.ts';

const OWNER_LOCK = 7_021_000;

/** Keeps the owner's lock: when PostgreSQL dies under us, it is started again on its port and owned again. */
export function guardOwner(
  first: Connection,
  url: string,
  restart: () => Promise<void>,
  onNote: (text: string) => void,
): { end: () => Promise<void> } {
  const ended = new AbortController();
  let keeper: Connection | null = null;
  const hold = (connection: Connection) => {
    keeper = connection;
    connection.on('error', () => {});
    connection.once('end', () => {
      keeper = null;
      if (!ended.signal.aborted) void regain();
    });
  };
  const regain = async () => {
    onNote('the embedded PostgreSQL went away; starting it again');
    while (!ended.signal.aborted) {
      await sleep(300);
      try {
        const connection = await connectOnce(`${url}/postgres`);
        await ownerLock(connection);
        onNote('the embedded PostgreSQL answers again');
        hold(connection);
        return;
      } catch {
        await restart().catch(() => {});
      }
    }
  };
  hold(first);
  return {
    end: async () => {
      ended.abort();
      await keeper?.end();
    },
  };
}

/** Whether this connection owns the database now; it does until it ends. */
export async function ownerLock(connection: Connection): Promise<boolean> {
  const { rows } = await connection.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [OWNER_LOCK]);
  return rows[0]?.got === true;
}
