import type { Facts, ReportKind } from '../domain/report.ts';
import { isInside, type Ring } from './geometry.ts';
import type { Hint } from './hint.ts';
import { implausible } from './implausible.ts';
import { sameTown } from './jurisdiction.ts';
import { type AgencyLimits, beyondLimits, countsByResidence } from './limits.ts';
import { ANY_WORD_RULE, WORD_RULES } from './rules.ts';
import { wrongKind } from './wrong-kind.ts';

export type ScreeningInput = { kind: ReportKind; facts: Facts; receivedAt?: string };

/**
 * Goes up with every change of what the rules in code say, so that workstations screen once more what they have; rules that
 * are data (`WORD_RULES`, `WRONG_KINDS`) are noticed by themselves.
 */
export const RULES_VERSION = 1;

/**
 * Runs every rule over a report. `boundary` is the city's outer ring, lon/lat, or null where none is loaded; `city` its
 * name and `limits` what the agency has set, or null before the first policy came.
 */
export function screen(
  { kind, facts, receivedAt }: ScreeningInput,
  boundary: Ring | null,
  city: string | null = null,
  limits: AgencyLimits | null = null,
): Hint[] {
  const hints: Hint[] = [];
  const { where } = facts;
  const resident = city !== null && limits !== null && countsByResidence(kind, facts, city, limits);
  if (!resident && boundary !== null && where.point !== null && !isInside(where.point, boundary)) {
    hints.push({ code: 'outside_point', params: {} });
  }
  // A point counts more than a town's name, which many people take from their postal address.
  if (!resident && city !== null && (where.point === null || boundary === null) && !sameTown(where.city, city)) {
    hints.push({ code: 'outside_address', params: { town: where.city } });
  }
  hints.push(...implausible(facts, receivedAt));
  if (limits !== null) hints.push(...beyondLimits(facts, receivedAt, limits));
  // Most narratives fit none, and a first pull screens all there are.
  for (const rule of ANY_WORD_RULE.test(facts.how) ? WORD_RULES : []) {
    if (rule.kinds !== null && !rule.kinds.includes(kind)) continue;
    if (rule.pattern.test(facts.how)) hints.push({ code: rule.code, params: {} });
  }
  const other = wrongKind(kind, facts.how);
  if (other !== null) hints.push(other);
  const noSerial = facts.items.filter((one) => (one.valueCents ?? 0) >= 20_000 && !one.serialNumber).length;
  if (kind === 'larceny' && noSerial > 0) {
    hints.push({ code: 'no_serial', params: { items: noSerial } });
  }
  return hints;
}
