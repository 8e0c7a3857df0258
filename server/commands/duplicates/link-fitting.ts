import { findLinkFit, linkModelVersions } from '#server/db/link-model.ts';
import { countDecidedPairs } from '#server/db/pairs.ts';
import type { Deps } from '#server/deps.ts';
import type { LinkFitting } from '#shared/domain/link-fit.ts';
import { LEAST_DECISIONS } from '#shared/link/refit.ts';

const VERSIONS = 20;
const SHIPPED = { version: 0, at: null, by: null };

/** Returns what an administrator sees before fitting a model, and after fitting but before publishing it. */
export async function linkFittingState({ db }: Deps): Promise<LinkFitting> {
  const [decisions, published, found] = await Promise.all([
    countDecidedPairs(db),
    linkModelVersions(db, VERSIONS),
    findLinkFit(db),
  ]);
  // The built-in model can always be chosen, however many versions have followed it.
  const versions = [...published.slice(0, VERSIONS - 1), SHIPPED];
  const fit = found !== null && found.fit.basedOn === versions[0]?.version ? found.fit : null;
  return { decisions, needed: LEAST_DECISIONS, versions, fit };
}
