import { z } from 'zod';
import { isBundledCity } from '#shared/domain/city-map.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import file from '../../resources/hartford/boundary.json' with { type: 'json' };

/** The outline that is bundled with the application. */
export const bundledBoundary: Ring = z.array(z.tuple([z.number(), z.number()])).parse(file.ring);

export type BoundaryOf = (policy: Policy | null) => Ring | null;

/** The city's outline: from the policy's map, or else the bundled one if it is of this city; otherwise null. */
export const boundaryOf: BoundaryOf = (policy) => {
  if (policy === null) return null;
  if (policy.map !== null) return policy.map.boundary;
  return isBundledCity(policy.agency.city) ? bundledBoundary : null;
};
