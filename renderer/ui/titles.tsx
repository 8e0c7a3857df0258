import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import { titlesOf } from '../model/policy-titles.ts';

const TitlesContext = createContext(titlesOf(null));

/** Provides the titles of offenses, reasons and missing items from the current policy to all descendants. */
export function Titles({ policy, children }: { policy: Policy | null; children: ReactNode }) {
  const titles = useMemo(() => titlesOf(policy), [policy]);
  return <TitlesContext value={titles}>{children}</TitlesContext>;
}

export const useTitles = () => useContext(TitlesContext);
