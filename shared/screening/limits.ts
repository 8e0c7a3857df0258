import { ageOn } from '../domain/age.ts';
import type { Policy } from '../domain/policy.ts';
import type { Facts, ReportKind } from '../domain/report.ts';
import type { Hint } from './hint.ts';
import { livesElsewhere } from './jurisdiction.ts';

/** The agency's settings for which reports are accepted online. */
export type AgencyLimits = Pick<Policy['limits'], 'minimumAge' | 'valueCeilingCents' | 'fraudPlace'>;

/**
 * Flags each way in which a report exceeds the agency's limits for online reports. `receivedAt` is in ISO 8601; its UTC
 * day is accurate enough for a flag. Without it, the reporter's age isn't checked.
 */
export function beyondLimits(
  { who, items, fraud }: Facts,
  receivedAt: string | undefined,
  limits: AgencyLimits,
): Hint[] {
  const hints: Hint[] = [];
  const { minimumAge, valueCeilingCents } = limits;
  if (
    receivedAt !== undefined &&
    who.birthDate !== null &&
    ageOn(receivedAt.slice(0, 10), who.birthDate) < minimumAge
  ) {
    hints.push({ code: 'minor', params: { age: minimumAge } });
  }
  const cents = items.reduce((sum, one) => sum + (one.valueCents ?? 0), fraud?.amountCents ?? 0);
  if (valueCeilingCents !== null && cents > valueCeilingCents) {
    hints.push({ code: 'value_ceiling', params: { dollars: Math.round(valueCeilingCents / 100) } });
  }
  return hints;
}

/**
 * Whether the city accepts a report no matter where the incident happened, so that "Not in the city" would be the wrong
 * rejection reason. It does for a fraud whose victim lives in the city, if the agency accepts such reports. Before the
 * form, victims said that they live here or that it happened here, so only an address in another town counts against
 * them. A victim for whom someone else reports always counts as a resident, because the form doesn't ask where that
 * victim lives.
 */
export function countsByResidence(
  kind: ReportKind,
  { who }: Facts,
  city: string,
  { fraudPlace }: AgencyLimits,
): boolean {
  if (kind !== 'fraud' || fraudPlace !== 'occurred_or_resident') return false;
  return who.actsFor !== null || !livesElsewhere(who, city);
}
