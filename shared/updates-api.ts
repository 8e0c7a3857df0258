import { z } from 'zod';
import { uuid } from './domain/ids.ts';
import { endpoint } from './endpoint.ts';
import { signedRelease, updateChannel } from './updates/release.ts';

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
};
