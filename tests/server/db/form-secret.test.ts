import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverKey } from '#server/auth/server-key.ts';
import { formSecret } from '#server/db/epoch.ts';
import { readFormToken } from '#server/portal/form/form-token.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { createVisitor, hiddenFields, openForm, over } from '../portal/visitor.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

test('what the database keeps opens and seals no form: a stolen backup forges none', async () => {
  const { form = '' } = hiddenFields((await openForm(createVisitor(over(agency.serverUrl)), 'larceny')).html);
  const { form_secret } = await agency.deps.db.selectFrom('agency').select('form_secret').executeTakeFirstOrThrow();
  expect(readFormToken(form_secret, form)).toBe(null);
  expect(readFormToken(await formSecret(agency.deps.db, agency.deps.key), form)).toMatchObject({
    id: expect.any(String),
  });
  const other = serverKey(Buffer.alloc(32, 7));
  expect(readFormToken(await formSecret(agency.deps.db, other), form)).toBe(null);
});
