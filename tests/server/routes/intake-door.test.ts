import { expect, test } from 'vitest';
import { startAgency } from '../../helpers/agency.ts';
import { intake } from '../../helpers/builders.ts';

test("while the key of the agency's programs is changed, both work, and afterward only the new one", async () => {
  const [former, next] = ['the former key of the programs', 'the next key of the programs'];
  const body = intake({ facts: { who: { email: 'confirmed@example.org' } } });
  const answers = async (env: Record<string, string>) => {
    const own = await startAgency({ env });
    try {
      const statuses = [];
      for (const key of [former, next, 'a key of somebody else'])
        statuses.push((await own.call('POST', '/api/v1/intake', { body, headers: { 'intake-key': key } })).status);
      return statuses;
    } finally {
      await own.stop();
    }
  };
  expect(await answers({ P2C_INTAKE_KEY: next, P2C_INTAKE_KEY_BEFORE: former })).toEqual([201, 201, 401]);
  expect(await answers({ P2C_INTAKE_KEY: next })).toEqual([401, 201, 401]);
});
