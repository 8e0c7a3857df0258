import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAgency } from '../helpers/agency.ts';

test('the agency server provides spelling dictionaries, whose names Chromium requests in lowercase', async () => {
  const agency = await startAgency();
  try {
    const none = await agency.call('GET', '/dictionaries/en-us-10-1.bdic');
    expect(none.status, 'an agency that put none there').toBe(404);
    writeFileSync(join(agency.dataDir, 'dictionaries', 'en-US-10-1.bdic'), 'BDic words');
    writeFileSync(join(agency.dataDir, 'password.bdic'), 'not to be had');
    const found = await agency.call('GET', '/dictionaries/en-us-10-1.bdic');
    expect([found.status, found.body]).toEqual([200, 'BDic words']);
    for (const name of ['', 'notes.txt', '..%2fpassword.bdic', '../password.bdic', '%2e%2e%2fpassword.bdic']) {
      const answer = await agency.call('GET', `/dictionaries/${name}`);
      expect(answer.status, name).toBe(404);
    }
  } finally {
    await agency.stop();
  }
});
