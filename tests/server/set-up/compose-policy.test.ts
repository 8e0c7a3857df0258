import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { boundaryOf } from '#electron/worker/boundary.ts';
import { checkedAgency, EXAMPLE } from '#server/set-up/agency-file.ts';
import { composePolicy } from '#server/set-up/compose-policy.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const NOW = new Date('2026-11-24T15:00:00.000Z');
const here = fileURLToPath(new URL('springfield/', import.meta.url));
const starting: unknown = JSON.parse(readFileSync(new URL('../../../resources/policy.json', import.meta.url), 'utf8'));
const composed = (changed: object) =>
  composePolicy(checkedAgency({ ...EXAMPLE, ...changed }, 'agency.json', here), starting, NOW);

test('the example is fit to publish as it is printed', async () => {
  const { policy, notes } = await composed({});
  expect(policy.agency.city).toBe('Springfield');
  expect(policy.reasons.map(({ code }) => code)).toContain('outside_city');
  expect(notes).toEqual([]);
});

test('texts that name the law of Connecticut are refused elsewhere, each with its place', async () => {
  await expect(composed({ notice: undefined, mustAccept: undefined, notices: undefined })).rejects.toThrow(
    /can't be published:[^]*mustAccept\.0\.rule\.en: names the law[^]*notice\.text\.en: names the law/,
  );
});

test('everything wrong with a file is said at once, with its place', () => {
  const agency = { ...EXAMPLE.agency, state: 'Massachusetts', dispatchPhone: 'ask' };
  expect(() => checkedAgency({ ...EXAMPLE, agency, holidays: [], color: 1 }, 'agency.json', here)).toThrow(
    /agency\.state: must be a two-letter state abbreviation[^]*agency\.dispatchPhone: must be a phone number[^]*holidays/,
  );
});

test('a time zone that does not exist is refused', async () => {
  await expect(composed({ agency: { ...EXAMPLE.agency, timeZone: 'America/Springfield' } })).rejects.toThrow(
    /agency\.timeZone/,
  );
});

test('a list of holidays that ends soon is noted', async () => {
  expect((await composed({ holidays: ['2026-12-25'] })).notes).toEqual([
    expect.stringContaining('last holiday is 2026-12-25'),
  ]);
});

test('the desk judges places by the map of the policy, and only the city that it brings a map of by its own', async () => {
  const { policy } = await composed({});
  expect(boundaryOf(policy)).toHaveLength(5);
  expect(boundaryOf({ ...policy, map: null })).toBeNull();
  expect(boundaryOf(firstPolicy())?.length).toBeGreaterThan(400);
  expect(boundaryOf(null)).toBeNull();
});

test('an agency where nobody would be told of danger hears of it, and one that names an address does not', async () => {
  expect((await composed({ danger: undefined })).notes).toEqual([expect.stringMatching(/^danger\.to: No one gets/)]);
  const to = ['dispatch@example.gov'];
  const { policy, notes } = await composed({ danger: { to, againMinutes: 5 } });
  expect([policy.danger, notes]).toEqual([{ to, againMinutes: 5 }, []]);
});
