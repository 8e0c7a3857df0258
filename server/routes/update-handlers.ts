import { AppError } from '#shared/errors.ts';
import type { updatesApi } from '#shared/updates-api.ts';
import { changeRollOut } from '../commands/updates/change-roll-out.ts';
import { currentPolicy } from '../db/policy.ts';
import { releasesOut } from '../db/releases.ts';
import { listRollOuts } from '../db/roll-outs.ts';
import type { Deps } from '../deps.ts';
import { offerOf } from '../updates/offer.ts';
import { UpdateRefused } from '../updates/release-folder.ts';
import type { Handlers } from './register.ts';

const MOST_RELEASES = 20;

/** Handlers for shared/updates-api.ts. */
export function updateHandlers(deps: Deps): Pick<Handlers, keyof typeof updatesApi> {
  return {
    updateOffer: async ({ query }) => {
      const [rows, policy] = await Promise.all([releasesOut(deps.db, query.channel), currentPolicy(deps.db)]);
      return offerOf(rows, query, deps.now(), policy.agency.timeZone);
    },
    releases: async () => ({ rows: await listRollOuts(deps.db, MOST_RELEASES) }),
    changeRelease: async ({ body: { version, change } }, { session, source }) => {
      try {
        await changeRollOut(deps, version, change, { actor: session.officer.id, source });
      } catch (error) {
        if (error instanceof UpdateRefused) throw new AppError(error.code);
        throw error;
      }
      return null;
    },
  };
}
