import type { updatesApi } from '#shared/updates-api.ts';
import { currentPolicy } from '../db/policy.ts';
import { newestRelease } from '../db/releases.ts';
import type { Deps } from '../deps.ts';
import { offerOf } from '../updates/offer.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/updates-api.ts. */
export function updateHandlers(deps: Deps): Pick<Handlers, keyof typeof updatesApi> {
  return {
    updateOffer: async ({ query }) => {
      const [row, policy] = await Promise.all([newestRelease(deps.db, query.channel), currentPolicy(deps.db)]);
      return offerOf(row, query.workstation, deps.now(), policy.agency.timeZone);
    },
  };
}
