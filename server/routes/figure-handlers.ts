import type { figuresApi } from '#shared/figures-api.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { readFigures } from '../commands/figures/read-figures.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/figures-api.ts. */
export const figureHandlers = (deps: Deps & { boundary: Ring | null }): Pick<Handlers, keyof typeof figuresApi> => ({
  figures: ({ query }, { session, source }) => readFigures(deps, query, session, source),
});
