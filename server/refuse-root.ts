import { stat } from 'node:fs/promises';
import { StartError } from './start-error.ts';

/**
 * Refuses to run as root on the data folder of another account: that account, as which the service runs, could not read
 * the keys and files that root makes there.
 * @throws StartError
 */
export async function refuseRoot(dataDir: string, user: number | undefined = process.getuid?.()): Promise<void> {
  if (user !== 0) return;
  const owner = await stat(dataDir).then(
    ({ uid }) => uid,
    () => 0,
  );
  if (owner === 0) return;
  throw new StartError(
    `${dataDir} belongs to another account, which could not read what root writes there. Start the service ` +
      '(systemctl start p2c-review@PORT), or run a command with p2c-server, which changes to that account.',
    1,
  );
}
