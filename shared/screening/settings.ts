import type { Policy } from '../domain/policy.ts';
import type { AgencyLimits } from './limits.ts';

/** The settings that screening takes from the policy; null before the first policy arrives. */
export type ScreeningSettings = {
  city: string | null;
  limits: AgencyLimits | null;
};

export const NO_SETTINGS: ScreeningSettings = { city: null, limits: null };

/**
 * The only place that reads screening settings from a policy. Workstations screen their reports again when one of these
 * changes, so it returns nothing that screening doesn't use: other policy settings change more often.
 */
export function screeningSettings(policy: Policy | null): ScreeningSettings {
  if (policy === null) return NO_SETTINGS;
  const { minimumAge, valueCeilingCents, fraudPlace } = policy.limits;
  return { city: policy.agency.city, limits: { minimumAge, valueCeilingCents, fraudPlace } };
}
