import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBuiltServer } from './built-server.ts';
import { openRunFolder } from './run-folder.ts';

/** Runs once: creates an agency with made-up reports that each worker copies (see `e2e/agency.ts`). */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = openRunFolder();
  // Servers and applications start about a hundred times; with the compile cache each start takes two thirds of the time.
  process.env['NODE_COMPILE_CACHE'] = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
  // Letters are sent soon; tests that undo something, or want it to wait, choose a longer time as officers do.
  const agency = await startBuiltServer({ holdSeconds: 1, lockMinutes: 5, courtesyDays: 1 });
  await agency.stop('stays');
  // No one cuts the power to these databases, so nothing has to be flushed to the disk.
  appendFileSync(join(agency.data, 'postgres/postgresql.conf'), 'fsync = off\nfull_page_writes = off\n');
  process.env['P2C_E2E_AGENCY'] = agency.data;
  return async () => folder.remove();
}
