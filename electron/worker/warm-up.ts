import type { Report } from '#shared/domain/report.ts';
import { wallParts } from '#shared/domain/zone-clock.ts';
import { screen } from '#shared/screening/hints.ts';
import { cityBoundary } from './boundary.ts';
import { openPage } from './sync/page.ts';

/**
 * Does once, with an invented report, what the first report of a pull would otherwise find done for the first time: parsers
 * that zod makes when they are first used, expressions that V8 compiles when they are used again, and the calendar of a
 * time zone. That holds the thread for 100 ms and more, when somebody waits for the queue; while a password is typed nobody
 * waits.
 */
export function warmUp(): void {
  const page = openPage(Buffer.from(JSON.stringify(PAGE)));
  const { report } = page.report(0);
  for (let times = 0; times < 3; times += 1) screen(report, cityBoundary, 'Hartford', null);
  wallParts(Date.parse(INVENTED.receivedAt), 'America/New_York');
}

const at = '2026-03-07T14:00:00.000Z';
const id = '0195706f-0000-7000-8000-000000000001';
const sha256 = '0'.repeat(64);
const by = { id, displayName: 'Officer Example' };
const letter = {
  id: '0195706f-0000-7000-8000-000000000002',
  kind: 'received',
  subject: 'Received',
  text: 'Thank you.',
} as const;

/** With something in every part, since each part has a parser of its own. */
export const INVENTED: Report = {
  id,
  trackingNumber: 'T26-000001-9',
  kind: 'larceny',
  state: 'submitted',
  version: 1,
  receivedAt: at,
  changedAt: at,
  offenseCode: 'larceny_other',
  caseNumber: null,
  attachments: [
    {
      id,
      name: 'lock.jpg',
      mediaType: 'image/jpeg',
      bytes: 1,
      sha256,
      view: { mediaType: 'image/jpeg', bytes: 1, sha256, width: 1, height: 1 },
      receivedAt: at,
    },
  ],
  corrections: [{ field: 'items.0.color', value: 'blue', why: 'She called.', by, at }],
  assignedTo: by,
  claim: { by, since: at, expiresAt: at },
  decidedBy: id,
  duplicateOf: null,
  history: [{ at, kind: 'submitted', by: null, summary: 'The person filed the report.', note: null, letter }],
  facts: {
    who: {
      givenName: 'Ana',
      familyName: 'Example',
      birthDate: '1990-01-01',
      email: 'ana@example.org',
      phone: '860-555-0100',
      address: '1 Main Street, Hartford, CT',
      language: 'en',
      preferredContact: 'email',
      bestTime: null,
      actsFor: null,
    },
    when: { from: '2026-03-06T22:00:00.000Z', to: '2026-03-07T12:30:00.000Z' },
    where: {
      address: '1 Main Street',
      unit: null,
      city: 'Hartford',
      neighborhood: 'Downtown',
      placeType: 'yard',
      point: { lat: 41.766, lon: -72.683 },
    },
    items: [
      {
        type: 'bicycle',
        brand: 'Example',
        model: 'One',
        serialNumber: 'XJ900001',
        color: 'red',
        marks: 'a bell',
        valueCents: 45_000,
      },
    ],
    fraud: { accountKind: 'Bank account', amountCents: 100, discovered: 'A letter came.', bankInformed: true },
    how: 'My neighbor saw a man in a white car, plate AB12345, who took it; there is a video from the doorbell camera.',
  },
};

/** With that report as the feed would bring it. */
const PAGE = {
  reports: [INVENTED],
  pairs: [{ id, reports: [id, id], decision: 'same', note: '', by, at }],
  removed: [],
  cursor: 'c',
  more: false,
  total: null,
  policyVersion: 1,
  heldBack: false,
};
