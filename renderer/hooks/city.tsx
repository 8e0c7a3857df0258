import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { isBundledCity } from '#shared/domain/city-map.ts';
import type { Policy } from '#shared/domain/policy.ts';
import boundaryFile from '../../resources/hartford/boundary.json' with { type: 'json' };
import neighborhoodFile from '../../resources/hartford/neighborhoods.json' with { type: 'json' };
import { type City, cityOf } from '../model/city.ts';

const BUNDLED = cityOf({ boundary: boundaryFile.ring, neighborhoods: neighborhoodFile.neighborhoods });

const CityContext = createContext<City | null>(null);

/** Provides the agency's map to all descendants; null until the policy has loaded, or if the agency has no map. */
export function CityOf({ policy, children }: { policy: Policy | null; children: ReactNode }) {
  const map = policy?.map ?? null;
  const isBundled = map === null && policy !== null && isBundledCity(policy.agency.city);
  const city = useMemo(() => (map === null ? (isBundled ? BUNDLED : null) : cityOf(map)), [map, isBundled]);
  return <CityContext value={city}>{children}</CityContext>;
}

export const useCity = () => useContext(CityContext);
