import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

const notice = async (): Promise<Record<'en' | 'es', string>> =>
  (await agency.call('GET', '/api/v1/sign-in-terms', {})).body.useNotice;

test('what everybody acknowledges before signing in comes in each language, the agency’s own where one is missing', async () => {
  const first = await notice();
  expect(first.en).toContain('monitored, recorded and audited');
  expect(first.es).toContain('supervisado, registrado y auditado');
  await agency.publish((policy) => ({ ...policy, useNotice: { en: 'Ours.' } }));
  expect(await notice()).toEqual({ en: 'Ours.', es: 'Ours.' });
});
