import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { IntakeBody } from '#shared/api.ts';
import type { Correction } from '#shared/domain/correction.ts';
import { trackingNumber } from '#shared/domain/ids.ts';
import type { Item } from '#shared/domain/incident.ts';
import { type Policy, policy } from '#shared/domain/policy.ts';
import type { Facts, Report } from '#shared/domain/report.ts';

/** Returns the policy that a new agency starts with. */
export function firstPolicy(overrides: Partial<Policy> = {}): Policy {
  const file = fileURLToPath(new URL('../../resources/policy.json', import.meta.url));
  // The policy goes through JSON again, like every policy in use, so that no two of its texts share an object.
  const first = policy.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { ...(JSON.parse(JSON.stringify(first)) as Policy), ...overrides };
}

export function anItem(overrides: Partial<Item> = {}): Item {
  return {
    type: 'Bicycle',
    brand: 'Trek',
    model: 'FX 2',
    serialNumber: 'WTU123K4567',
    color: 'red',
    marks: null,
    valueCents: 64_900,
    ...overrides,
  };
}

type FactsOverrides = Partial<Omit<Facts, 'who' | 'when' | 'where'>> & {
  who?: Partial<Facts['who']>;
  when?: Partial<Facts['when']>;
  where?: Partial<Facts['where']>;
};

export function facts(overrides: FactsOverrides = {}): Facts {
  return {
    items: [anItem()],
    fraud: null,
    how: 'I locked the bicycle to the rack behind the house on Friday evening. On Saturday morning the lock lay cut on the ground.',
    ...overrides,
    who: {
      givenName: 'Maria',
      familyName: 'Soto',
      birthDate: '1988-04-12',
      email: 'maria.soto@example.org',
      phone: '860-555-0142',
      address: '41 Park Street, Hartford, CT',
      language: 'en',
      preferredContact: 'email',
      bestTime: null,
      actsFor: null,
      ...overrides.who,
    },
    when: { from: '2026-03-06T22:00:00.000Z', to: '2026-03-07T12:30:00.000Z', ...overrides.when },
    where: {
      address: '41 Park Street',
      unit: null,
      city: 'Hartford',
      neighborhood: 'Frog Hollow',
      placeType: 'yard',
      point: null,
      ...overrides.where,
    },
  };
}

/** Returns last night by the real clock: an incident reported long after it happened would get a flag. */
export function lastNight(): Facts['when'] {
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  return { from: hoursAgo(16), to: hoursAgo(4) };
}

/**
 * The key that the agency's own programs present when they file a report after confirming the reporter's e-mail
 * address.
 */
export const INTAKE_KEY = 'the intake key of the tests';

/** Returns what the portal or another program sends: a report of a bicycle that an unknown person stole. */
export function intake(overrides: Partial<Omit<IntakeBody, 'facts'>> & { facts?: FactsOverrides } = {}): IntakeBody {
  return {
    kind: 'larceny',
    offenseCode: 'larceny_other',
    notice: { version: firstPolicy().notice.version, language: 'en', accepted: true },
    ...overrides,
    facts: facts(overrides.facts),
  };
}

/** Returns an officer's correction of a value that the reporter entered. */
export const corrected = (field: string, value: Correction['value']): Correction => ({
  field,
  value,
  why: 'By telephone.',
  by: { id: '0195706f-0000-7000-8000-00000000000f', displayName: 'Officer Rivera' },
  at: '2026-03-08T14:00:00.000Z',
});

/** Returns a report as the server sends it to a workstation. `serial` makes the id and tracking number unique. */
export function aReport(
  overrides: Partial<Omit<Report, 'facts'>> & { facts?: FactsOverrides; serial?: number } = {},
): Report {
  const { serial = 1, ...rest } = overrides;
  const receivedAt = '2026-03-07T14:00:00.000Z';
  return {
    id: `0195706f-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    trackingNumber: trackingNumber(2026, serial),
    kind: 'larceny',
    state: 'submitted',
    version: 1,
    receivedAt,
    changedAt: receivedAt,
    offenseCode: 'larceny_other',
    caseNumber: null,
    attachments: [],
    corrections: [],
    assignedTo: null,
    claim: null,
    decidedBy: null,
    history: [
      {
        at: receivedAt,
        kind: 'submitted',
        by: null,
        event: { code: 'filed', params: {} },
        note: null,
        letter: null,
      },
    ],
    ...rest,
    facts: facts(overrides.facts),
  };
}
