import { z } from 'zod';
import { releaseVersion, SEVERITIES } from '../updates/release.ts';
import { REFUSALS } from '../updates/verify.ts';
import { instant, uuid } from './ids.ts';
import { whole } from './query.ts';
import { filledLine } from './text.ts';

/** Days until a newer release of each severity has to be installed (CJIS Security Policy SI-2). */
export const DAYS_TO_INSTALL = { critical: 15, high: 30, medium: 60, low: 90 } as const;
export type Severity = (typeof SEVERITIES)[number];

const MOST = 100_000_000;
const count = z.int().min(0).max(MOST);
const version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/);

/** Why an update was not installed. */
export const UPDATE_PROBLEMS = [
  ...REFUSALS,
  'no_file',
  'wrong_file',
  'not_installed',
  'memory_unreadable',
  'disk_full',
] as const;

export const updateProblem = z.strictObject({
  problem: z.enum(UPDATE_PROBLEMS),
  version: releaseVersion.nullable().describe('The release; null if it could not be read.'),
});
export type UpdateProblem = z.infer<typeof updateProblem>;

/**
 * Whom the application is installed for: one account (updates are automatic) or everyone (administrators update it).
 */
export const INSTALLED_FOR = ['user', 'machine'] as const;

/** Maximum number of accounts that a workstation reports. */
export const MOST_ACCOUNTS_HERE = 500;

/** One account's unsent and unfinished work on a workstation. */
export const accountHere = z.strictObject({
  officerId: uuid,
  waiting: count.describe('Its decisions that the server does not have yet.'),
  drafts: count.nullable().describe('Its unfinished decisions and notes; null if they can’t be counted.'),
});
export type AccountHere = z.infer<typeof accountHere>;

/**
 * What a workstation reports about itself at each sign-in and every few minutes. It reveals nothing about reports and
 * reporters except counts, for every account with data on its disk.
 */
export const workstationReport = z.strictObject({
  name: filledLine(64).describe('The computer’s name.'),
  version,
  channel: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/)
    .describe('The update channel that it follows.'),
  system: filledLine(64).describe('Operating system with its version, such as `Windows 10.0.26100`.'),
  cache: z.enum(['encrypted', 'memory']).describe('`memory`: there is no keychain, so nothing is kept.'),
  waiting: count.describe('Decisions of all accounts that the server does not have yet.'),
  drafts: count.describe('Unfinished decisions and notes of all accounts, as far as they can be counted.'),
  reports: count.describe('Reports in the cache of the account that is signed in.'),
  cacheBytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER).describe('What the caches of all accounts take up.'),
  update: updateProblem
    .nullable()
    .default(null)
    .describe('Why the last update was not installed; null if none failed.'),
  installedFor: z
    .enum(INSTALLED_FOR)
    .nullable()
    .default(null)
    .describe('`user`: updates itself. `machine`: administrators update it. Null if it is not a package.'),
  accounts: z
    .array(accountHere)
    .max(MOST_ACCOUNTS_HERE)
    .nullable()
    .default(null)
    .describe('Every account that has something there; null from a version that counts only who is signed in.'),
});
export type WorkstationReport = z.infer<typeof workstationReport>;

export const lag = z.object({
  version: z.string().describe('The newest release.'),
  severity: z.enum(SEVERITIES).describe('The severity whose time is nearest its end, or the longest over.'),
  days: z.int().describe('Days since the first newer release of that severity was published.'),
  allowed: z.int().describe('Days in which it has to be installed.'),
});
export type Lag = z.infer<typeof lag>;

export const workstation = workstationReport.omit({ accounts: true }).extend({
  id: uuid,
  seenAt: instant,
  officer: z.object({ id: uuid, displayName: z.string() }).describe('Who was signed in then.'),
  unsentOf: z
    .array(z.object({ officer: z.object({ id: uuid, displayName: z.string() }), waiting: z.int() }))
    .describe('Whose the unsent decisions are, as far as the workstation can tell; most first.'),
  lag: lag.nullable().describe('Null for the newest version.'),
});
export type Workstation = z.infer<typeof workstation>;

export const workstationQuery = z.object({
  version: version.optional().describe('Only workstations with this version.'),
  limit: whole(1, 2000).default(2000).describe('Maximum number of rows to return; the longest unseen are left out.'),
});

export type Release = { version: string; channel: string; severity: Severity; publishedAt: Date };

const DAY_MS = 86_400_000;
const numbers = (text: string) => text.split('.').map(Number);

/** Whether a version is newer than another one. */
export function isNewer(one: string, other: string): boolean {
  const [left, right] = [numbers(one), numbers(other)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at !== -1 && (left[at] ?? 0) > (right[at] ?? 0);
}

/**
 * How far a version is behind the releases of its channel, for the severity whose deadline is the most urgent; null if
 * no release is newer.
 */
export function lagOf(
  { version, channel }: Pick<WorkstationReport, 'version' | 'channel'>,
  releases: readonly Release[],
  now: Date,
): Lag | null {
  const newer = releases.filter((one) => one.channel === channel && isNewer(one.version, version));
  const newest = newer.reduce<string | null>(
    (best, one) => (best === null || isNewer(one.version, best) ? one.version : best),
    null,
  );
  if (newest === null) return null;
  const lags = SEVERITIES.flatMap((severity): Lag[] => {
    const published = newer.filter((one) => one.severity === severity).map((one) => one.publishedAt.getTime());
    if (published.length === 0) return [];
    const days = Math.max(0, Math.floor((now.getTime() - Math.min(...published)) / DAY_MS));
    return [{ version: newest, severity, days, allowed: DAYS_TO_INSTALL[severity] }];
  });
  return lags.reduce((worst, one) => (one.days - one.allowed > worst.days - worst.allowed ? one : worst));
}
