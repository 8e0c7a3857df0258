import { randomBytes, randomUUID } from 'node:crypto';
import { tokenHash } from '#server/auth/password.ts';
import { passwordWork } from '#server/auth/password-work.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { intake } from '../helpers/builders.ts';
import { startCluster } from '../helpers/cluster.ts';
import { TEST_KEY } from '../helpers/test-key.ts';
import { type Bench, figure, printed, quantile } from './figure.ts';
import { createCaller } from './server-load.ts';

/**
 * Checks whether response times reveal what the responses do not say. The two requests of each pair alternate, so that
 * other load on the machine affects both equally. Compares the medians; the distance between quartiles shows how much
 * single responses vary anyway.
 */
export const timing: Bench = async ({ quick }) => {
  const times = quick ? 20 : 150;
  const cluster = await startCluster({ processes: 1 });
  try {
    const url = cluster.servers[0]?.url ?? '';
    const call = createCaller();
    const deps = { db: cluster.db, now: () => new Date(), key: TEST_KEY, publicUrl: url, passwords: passwordWork() };
    // Five wrong passwords lock an account, so each account is tried only once.
    const names: string[] = [];
    for (let n = 0; n < times; n += 1) {
      const name = `timed-${n}`;
      await createOfficer(deps, { name, displayName: name, role: 'officer' }, { actor: 'bench', source: 'bench' });
      names.push(name);
    }
    const signIn = async (name: string) =>
      (await call('POST', `${url}/api/v1/sessions`, null, { name, password: 'wrong', workstation: 'bench' })).ms;
    const { reportId } = await fileReport(deps, intake({ facts: { who: { email: null } } }), { source: 'bench' });
    const token = () => randomBytes(16).toString('base64url');
    const expired: string[] = [];
    for (let n = 0; n < times; n += 1) expired.push(token());
    const longAgo = {
      report_id: reportId,
      purpose: 'reply',
      created_at: new Date(0),
      expires_at: new Date(1),
    } as const;
    const rows = expired.map((link) => ({ ...longAgo, token_hash: tokenHash(link) }));
    await cluster.db.insertInto('private_link').values(rows).execute();
    const look = async (path: string) => (await call('GET', `${url}${path}`, null)).ms;

    type Asking = (n: number) => Promise<number>;
    const pairs: Record<string, readonly [Asking, Asking]> = {
      'sign-in: a name that nobody has / a wrong password': [
        () => signIn(`nobody-${randomUUID()}`),
        (n: number) => signIn(names[n] ?? ''),
      ],
      'private link: one that never was / one that ran out': [
        () => look(`/reply/${token()}`),
        (n: number) => look(`/reply/${expired[n] ?? ''}`),
      ],
      'report’s page: two codes that open nothing': [
        () => look(`/status/${token()}`),
        () => look(`/status/${token()}`),
      ],
    };
    const figures = [];
    for (const [name, [one, other]] of Object.entries(pairs)) {
      const taken: [number[], number[]] = [[], []];
      for (let n = 0; n < times; n += 1) {
        taken[0].push(await one(n));
        taken[1].push(await other(n));
      }
      const [left, right] = taken;
      const spread = quantile(right, 0.75) - quantile(right, 0.25);
      figures.push(
        figure(`${name}, medians`, quantile(left, 0.5), 'ms', {
          wanted: printed,
          full: true,
          peer: { name: `(quartiles ${spread.toFixed(2)} ms apart)`, value: quantile(right, 0.5) },
        }),
      );
    }
    return figures;
  } finally {
    await cluster.stop();
  }
};
