import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { type MailServer, startMailServer } from '../helpers/mail-server.ts';

/**
 * For a worker's fixture: runs a copy of the agency that e2e-global.ts prepared, on its own server, until the worker
 * ends.
 */
export async function useAgency(use: (agency: BuiltServer) => Promise<void>, env: Record<string, string> = {}) {
  const from = process.env['P2C_E2E_AGENCY'];
  if (from === undefined) throw new Error('e2e-global.ts made no agency');
  const agency = await startBuiltServer({ from, env });
  await use(agency);
  await agency.stop();
}

/** For a worker's fixture: runs a real SMTP server, which keeps what it receives, until the worker ends. */
export async function useMail(use: (mail: MailServer) => Promise<void>) {
  const mail = await startMailServer();
  await use(mail);
  await mail.stop();
}
