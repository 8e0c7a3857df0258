import { z } from 'zod';
import { instant, uuid } from './domain/ids.ts';
import { endpoint } from './endpoint.ts';
import { releaseVersion, SEVERITIES, signedRelease, updateChannel } from './updates/release.ts';

/**
 * What a workstation may do with the newest release now: nothing, wait (paused, or its share has not come), download,
 * install when it quits, or install now, because the agency's maintenance window is open. Not signed: it can only delay.
 */
export const OFFERS = ['none', 'wait', 'download', 'at_quit', 'now'] as const;

export const updateOffer = z.object({
  release: signedRelease
    .nullable()
    .describe('Only for a workstation whose turn has come, and unless it was withdrawn.'),
  offer: z.enum(OFFERS),
});
export type UpdateOffer = z.infer<typeof updateOffer>;

export const RELEASE_STATES = ['out', 'paused', 'withdrawn'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];
const share = z.int().min(0).max(100).describe('Percent of the workstations that may install it.');
/** A time of day, HH:MM. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

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
  window: z.object({ from: clock, to: clock }).nullable().describe('When it is installed; null for any time.'),
  newest: z.boolean().describe('Whether it is the newest of its channel; only that one is offered.'),
  workstations: z.int().describe('How many workstations run it, as they last said.'),
});
export type RollOut = z.infer<typeof rollOut>;

export const rollOutChange = z.union([z.strictObject({ state: z.enum(RELEASE_STATES) }), z.strictObject({ share })]);
export type RollOutChange = z.infer<typeof rollOutChange>;

const ADMINISTRATORS = ['administrator'] as const;

/** How workstations learn of updates. The files themselves are served under `/updates/`, as bytes with ranges. */
export const updatesApi = {
  updateOffer: endpoint({
    method: 'GET',
    path: '/api/v1/updates/offer',
    summary: 'The release for a workstation',
    description:
      'The newest release of a channel with its signatures, if it is this workstation’s turn. Public, because a workstation on which nobody can sign in anymore must be able to update. Says nothing about shares, windows, other releases or other workstations.',
    auth: 'public',
    query: z.object({
      channel: updateChannel.describe('Such as `stable`.'),
      workstation: uuid.describe('The workstation’s random id, which decides when its turn is.'),
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
      'Pauses, resumes or withdraws a release, or offers it to another share of the workstations. A withdrawn release stays withdrawn. Audited.',
    freshProof: true,
    auth: ADMINISTRATORS,
    body: z.strictObject({ version: releaseVersion, change: rollOutChange }),
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found', 'against_rule'],
  }),
};
