import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import type { KeptFile, Mail, OpenFollowUp, PortalDeps, Uploads } from '#server/portal/deps.ts';
import { registerPortal } from '#server/portal/routes.tsx';
import type { CityMap } from '#server/portal/site/city-map.ts';
import type { IntakeBody } from '#shared/api.ts';
import { type Policy, policy } from '#shared/domain/policy.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { createVisitor, into } from './visitor.ts';

const wording = readFileSync(new URL('../../../resources/policy.json', import.meta.url), 'utf8');

export const startPolicy: Policy = policy.parse({
  ...JSON.parse(wording),
  version: 1,
  publishedAt: '2026-01-01T00:00:00.000Z',
});

/** A square city around Main Street, with a western and an eastern half. */
export const CITY: CityMap = {
  boundary: square(-72.7, -72.6),
  neighborhoods: [
    { name: 'East Half', ring: square(-72.65, -72.6) },
    { name: 'West Half', ring: square(-72.7, -72.65) },
  ],
};

function square(west: number, east: number): Ring {
  return [
    [west, 41.7],
    [east, 41.7],
    [east, 41.8],
    [west, 41.8],
    [west, 41.7],
  ];
}

export const ASKED: OpenFollowUp = {
  trackingNumber: 'T26-000001-5',
  language: 'en',
  asked: ['serial_number', 'value'],
  question: null,
  note: 'Please look under the frame.',
  answerBy: '2026-12-09',
  until: new Date('2027-01-08T15:00:00.000Z'),
  report: null,
};

export const CODE = '0123456789ABCDEFGHJKMNPQRS';

/** The report pages of a portal that has no reports. */
export const NO_REPORTS: PortalDeps['status'] = {
  find: async () => null,
  asked: async () => null,
  plainCode: (code) => code,
  passesOn: async () => false,
  isFull: async () => false,
  typicalDays: async () => null,
  mailLink: async () => false,
  message: async () => false,
  add: async () => true,
  found: async () => true,
  appeal: async () => true,
  withdraw: async () => true,
  wasSent: async () => false,
  file: async () => null,
  copy: async () => null,
};

/** Stores names and sizes as the server does. */
function memoryUploads(): Uploads {
  const kept = new Map<string, KeptFile[]>();
  return {
    async keep({ uploadId, name, source }) {
      let bytes = 0;
      for await (const chunk of source) bytes += chunk.length;
      kept.set(uploadId, [...(kept.get(uploadId) ?? []), { id: `file-${name}`, name, bytes, hasPicture: false }]);
      return null;
    },
    parts: { start: async () => 'full', find: async () => null, append: async () => null },
    picture: async () => null,
    list: async (uploadId) => kept.get(uploadId) ?? [],
    drop: async (uploadId, id) =>
      void kept.set(
        uploadId,
        (kept.get(uploadId) ?? []).filter((one) => one.id !== id),
      ),
  };
}

/**
 * Opens the portal's pages without the server, and collects in lists what they would pass to it. `clock` stands still
 * until a test moves it.
 */
export async function openPortal(more: Partial<PortalDeps> = {}) {
  const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
  const filed: { body: IntakeBody; submissionId: string; source: string }[] = [];
  const answers: { token: string; text: string }[] = [];
  const mails: Mail[] = [];
  const app = Fastify();
  const routes: { method: string; path: string }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, path: url });
  });
  const portal = registerPortal(app, {
    policy: async () => startPolicy,
    async fileReport(body, submissionId, { source }) {
      const repeated = filed.some((one) => one.submissionId === submissionId);
      if (!repeated) filed.push({ body, submissionId, source });
      return { trackingNumber: 'T26-000001-5', accessCode: repeated ? null : CODE, repeated };
    },
    drafts: { sendsMail: false, keep: async () => 'kept', open: async () => null },
    filedBefore: async () => null,
    findResubmission: async () => null,
    addToResubmitted: async () => false,
    fileAgain: async () => null,
    endOfReplyLink: async () => null,
    openFollowUp: async (key) => ('link' in key && key.link === 'live' ? ASKED : null),
    async answer(by, { text }) {
      answers.push({ token: 'link' in by ? by.link : '', text });
      return true;
    },
    uploads: memoryUploads(),
    status: NO_REPORTS,
    demoMail: { list: async () => mails, read: async (name) => mails.find((one) => one.name === name) ?? null },
    secret: new Uint8Array(32).fill(7),
    isSecure: false,
    streets: ['Main St', 'Park St'],
    streetLines: [],
    city: CITY,
    now: () => clock.now,
    formsPerHour: 1000,
    mayFile: () => true,
    takesReports: () => true,
    ...more,
  });
  app.setNotFoundHandler((request, reply) => portal.notFound(request, reply, 'not_found'));
  await app.ready();
  return { app, routes, clock, filed, answers, mails, visitor: createVisitor(into(app)) };
}
