import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBuiltServer } from './built-server.ts';
import { openRunFolder } from './run-folder.ts';

/** Once for a run: an agency with its made-up reports, of which each worker takes a copy (see `e2e/agency.ts`). */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = openRunFolder();
  // Servers and applications start about a hundred times: compiled once, each starts in two thirds of the time.
  process.env['NODE_COMPILE_CACHE'] = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
  // Letters leave soon; who undoes something, or wants it to wait, chooses a longer time as officers do.
  const agency = await startBuiltServer({ holdSeconds: 1, lockMinutes: 5, courtesyDays: 1 });
  await agency.stop('stays');
  // Nobody pulls the plug of these.
  appendFileSync(join(agency.data, 'postgres/postgresql.conf'), 'fsync = off\nfull_page_writes = off\n');
  process.env['P2C_E2E_AGENCY'] = agency.data;
  return async () => folder.remove();
}
