import { stat } from 'node:fs/promises';
import { StartError } from './start-error.ts';

/**
 * Refuses to run as root on a data folder that belongs to another account: the service runs under that account and
 * could not read the keys and files that root creates.
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
    `${dataDir} belongs to another account, which could not read what root would write there. Start the service ` +
      '(systemctl start p2c-review@PORT), or run a command with p2c-server, which switches to that account.',
    1,
  );
}
