import { z } from 'zod';
import { instant, uuid } from './domain/ids.ts';
import { whole } from './domain/query.ts';
import { endpoint } from './endpoint.ts';
import { releaseVersion, SEVERITIES, signedRelease, updateChannel } from './updates/release.ts';

/**
 * What a workstation may do with its release now: nothing, wait (the release is paused, or its share doesn't include
 * the workstation yet), download, install when the application quits, or install now, because the agency's maintenance
 * window is open. This isn't signed, because a forged value could only delay an installation.
 */
export const OFFERS = ['none', 'wait', 'download', 'at_quit', 'now'] as const;

export const updateOffer = z.object({
  release: signedRelease.nullable().describe('The newest one that is out and whose share has this workstation.'),
  offer: z.enum(OFFERS),
  later: z.boolean().default(false).describe('Whether a newer release is out, for which its turn has not come.'),
  floor: signedRelease
    .nullish()
    .describe(
      'The newest release of the channel that has a floor, whoever’s turn it is; null where none has one, which lifts no floor: only a later signed release does. A server that does not say leaves the workstation what it knew.',
    ),
});
export type UpdateOffer = z.infer<typeof updateOffer>;

export const RELEASE_STATES = ['out', 'paused', 'withdrawn'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];
const share = z.int().min(0).max(100).describe('Percent of the workstations that may install it.');
/** A time of day, HH:MM. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const maintenanceWindow = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from !== to, 'must not begin when it ends');

export const rollOut = z.object({
  version: releaseVersion,
  channel: updateChannel,
  severity: z.enum(SEVERITIES),
  floor: releaseVersion
    .nullable()
    .default(null)
    .describe('Workstations with an older version may still send what was decided, but decide nothing new.'),
  publishedAt: instant,
  state: z.enum(RELEASE_STATES),
  share,
  window: maintenanceWindow.nullable().describe('When it is installed; null for any time.'),
  replaced: z.boolean().describe('Whether a newer one of its channel is offered to every workstation.'),
  workstations: z.int().describe('How many workstations run it, as they last said.'),
});
export type RollOut = z.infer<typeof rollOut>;

export const rollOutChange = z.union([
  z.strictObject({ state: z.enum(RELEASE_STATES) }),
  z.strictObject({ share }),
  z.strictObject({ window: maintenanceWindow.nullable() }),
]);
export type RollOutChange = z.infer<typeof rollOutChange>;

const ADMINISTRATORS = ['administrator'] as const;

/** The endpoints in shared/api.ts for updates. The files are served under `/updates/`, with support for byte ranges. */
export const updatesApi = {
  updateOffer: endpoint({
    method: 'GET',
    path: '/api/v1/updates/offer',
    summary: 'The release for a workstation',
    description:
      'The newest release of a channel whose turn has come at this workstation, and the one that has the floor, each with its signatures. Public, because a workstation on which nobody can sign in anymore must be able to update. Says nothing about shares, windows or other workstations.',
    auth: 'public',
    query: z.object({
      channel: updateChannel.describe('Such as `stable`.'),
      workstation: uuid.describe('The workstation’s random id, which decides when its turn is.'),
      seen: whole(0, 2_147_483_647).default(0).describe('The highest sequence that it verified: it takes none below.'),
    }),
    response: updateOffer,
    errors: ['invalid_request'],
  }),
  releases: endpoint({
    method: 'GET',
    path: '/api/v1/releases',
    summary: 'Releases and their roll-out',
    description: 'The newest releases of each channel, at most 20 in all, newest first.',
    auth: ADMINISTRATORS,
    response: z.object({ rows: z.array(rollOut).max(20) }),
    errors: [],
  }),
  changeRelease: endpoint({
    method: 'POST',
    path: '/api/v1/releases/changes',
    summary: 'Change how a release is rolled out',
    description:
      'Pauses, resumes or withdraws a release, offers it to another share of the workstations, or moves its maintenance window. A withdrawn release stays withdrawn. Audited.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: z.strictObject({ version: releaseVersion, change: rollOutChange }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'against_rule'],
  }),
};
