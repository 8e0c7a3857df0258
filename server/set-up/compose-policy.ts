import { type Policy, policy } from '#shared/domain/policy.ts';
import { fieldErrors } from '#shared/field-error.ts';
import { policyFaults } from '#shared/letters/policy-faults.ts';
import { policyWarnings } from '#shared/letters/policy-warnings.ts';
import { fieldLine } from '../error-words.ts';
import { StartError } from '../start-error.ts';
import type { AgencyFile } from './agency-file.ts';
import { readBoundary, readNeighborhoods, readStreets, wholeMap } from './geo-files.ts';

/** Match words about the starting set's own city and state, which must not remain in another agency's policy. */
const ITS_CITY = /hartford/i;
const ITS_STATE = /connecticut|C\.G\.S\.|§\s*5[34][a-z]?-|General Statutes|Estatutos Generales|\bct\.gov\b/i;

/**
 * Composes an agency's policy from the starting set and the agency's own parts, city and map.
 * @param starting the policy in the resources.
 * @returns also notes for a person to check.
 * @throws StartError that lists every text that can't be published, and where in the agency's file to put a
 * replacement.
 */
export async function composePolicy(
  file: AgencyFile,
  starting: unknown,
  now: Date,
): Promise<{ policy: Policy; notes: string[] }> {
  const { agency, boundary, neighborhoods, streets, administrator: _administrator, limits, times, ...parts } = file;
  const { ring, notes } = await readBoundary(boundary);
  const map = wholeMap({
    boundary: ring,
    neighborhoods: neighborhoods === undefined ? [] : await readNeighborhoods(neighborhoods, ring),
    streets: streets === undefined ? [] : await readStreets(streets),
  });
  const set = inCity(Object(starting) as Record<string, unknown>, agency.city);
  const parsed = policy.safeParse({
    ...set,
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
    limits: { ...Object(set['limits']), ...limits },
    times: { ...Object(set['times']), ...times },
    agency,
    map,
    version: 1,
    publishedAt: now.toISOString(),
  });
  if (!parsed.success) throw unfit(fieldErrors(parsed.error).map(fieldLine));
  const faults = policyFaults(parsed.data);
  if (faults.length > 0) throw unfit(faults.map(fieldLine));
  const { agency: _agency, map: _map, otherPolice: _otherPolice, ...texts } = parsed.data;
  const foreign = [
    ...(ITS_CITY.test(agency.city) ? [] : textsWith(texts, ITS_CITY).map((path) => `${path}: names another city`)),
    ...(agency.state === 'CT'
      ? []
      : textsWith(texts, ITS_STATE).map((path) => `${path}: names the law or an office of Connecticut`)),
  ];
  if (foreign.length > 0)
    throw unfit([...foreign, 'Put these parts into your file, in words that your counsel has reviewed.']);
  const last = parsed.data.holidays.toSorted().at(-1) ?? '';
  const isShort = last < new Date(now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
  return {
    policy: parsed.data,
    notes: [
      ...notes,
      ...(isShort ? [`The last holiday is ${last}: add next year's.`] : []),
      // The other warnings are for counsel, who reads them where the policy is edited.
      ...policyWarnings(parsed.data)
        .filter(({ path }) => path === 'danger.to')
        .map(fieldLine),
    ],
  };
}

const unfit = (lines: readonly string[]) =>
  new StartError(`The policy can't be published:\n${lines.map((line) => `  ${line}`).join('\n')}`, 1);

/** Returns the starting set with its original city replaced by `city`, both in texts and in codes. */
function inCity(set: Record<string, unknown>, city: string): Record<string, unknown> {
  const { otherPolice: _, holidays: _ofState, ...own } = set;
  const named = (value: unknown): unknown => {
    if (typeof value === 'string')
      return /^[a-z_]+$/.test(value)
        ? value.replace('outside_hartford', 'outside_city')
        : value.replaceAll('Hartford', city);
    if (Array.isArray(value)) return value.map(named);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named(one)]));
  };
  return Object(named(own)) as Record<string, unknown>;
}

/** Returns the paths of the texts that match. */
function textsWith(value: unknown, pattern: RegExp, path = ''): string[] {
  if (typeof value === 'string') return pattern.test(value) ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => textsWith(one, pattern, path === '' ? key : `${path}.${key}`));
}
