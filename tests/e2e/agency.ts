import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';

/** For a worker's fixture: a copy of the run's agency, which e2e-global.ts made, as a server of its own until the worker ends. */
export async function useAgency(use: (agency: BuiltServer) => Promise<void>, env: Record<string, string> = {}) {
  const from = process.env['P2C_E2E_AGENCY'];
  if (from === undefined) throw new Error('e2e-global.ts made no agency');
  const agency = await startBuiltServer({ from, env });
  await use(agency);
  await agency.stop();
}
