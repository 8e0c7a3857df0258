import type { linkApi } from '#shared/link-api.ts';
import { fitLinkModel } from '../commands/duplicates/fit-link-model.ts';
import { linkFittingState } from '../commands/duplicates/link-fitting.ts';
import { publishChosen } from '../commands/duplicates/publish-link-model.ts';
import { findLinkModel, linkModelVersion } from '../db/link-model.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/link-api.ts. */
export function linkHandlers(deps: Deps): Pick<Handlers, keyof typeof linkApi> {
  const { db } = deps;
  return {
    linkModel: async ({ query }) => {
      const version = await linkModelVersion(db);
      return { version, model: version === query.known ? null : await findLinkModel(db, version) };
    },
    linkFitting: () => linkFittingState(deps),
    fitLinkModel: async (_, { session, source }) =>
      (await fitLinkModel(deps, { actor: session.officer.id, source })).fit,
    publishLinkModel: async ({ body }, { session, source }) => ({
      version: await publishChosen(deps, body, { actor: session.officer.id, source }),
    }),
  };
}
