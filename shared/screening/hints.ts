import type { Facts, ReportKind } from '../domain/report.ts';
import { hasSerial } from '../domain/serial.ts';
import { isInside, type Ring } from './geometry.ts';
import type { Hint } from './hint.ts';
import { implausible } from './implausible.ts';
import { sameTown } from './jurisdiction.ts';
import { beyondLimits, countsByResidence } from './limits.ts';
import { mayFit, WORD_RULES } from './rules.ts';
import { NO_SETTINGS, type ScreeningSettings } from './settings.ts';
import { readingsOf, type WrittenEntry, writtenTexts } from './written.ts';
import { wrongKind } from './wrong-kind.ts';

export type ScreeningInput = {
  kind: ReportKind;
  facts: Facts;
  receivedAt?: string;
  /** What the reporter wrote after filing is in here. */
  history: readonly WrittenEntry[];
};

/**
 * Increment this with every change to rules in code, so that workstations screen their reports again. Changes to rules
 * that are data (`WORD_RULES`, `WRONG_KINDS`) are detected automatically.
 */
export const RULES_VERSION = 9;

/**
 * Runs every rule on a report. `boundary` is the city's outer ring as [longitude, latitude] pairs, or null when none is
 * loaded.
 */
export function screen(
  { kind, facts, receivedAt, history }: ScreeningInput,
  boundary: Ring | null,
  { city, limits }: ScreeningSettings = NO_SETTINGS,
): Hint[] {
  const hints: Hint[] = [];
  const { where } = facts;
  const resident = city !== null && limits !== null && countsByResidence(kind, facts, city, limits);
  if (!resident && boundary !== null && where.point !== null && !isInside(where.point, boundary)) {
    hints.push({ code: 'outside_point', params: {} });
  }
  // A point on the map takes precedence over the town name, which many people copy from their postal address.
  if (!resident && city !== null && (where.point === null || boundary === null) && !sameTown(where.city, city)) {
    hints.push({ code: 'outside_address', params: { town: where.city } });
  }
  hints.push(...implausible(facts, receivedAt));
  if (limits !== null) hints.push(...beyondLimits(facts, receivedAt, limits));
  const written = writtenTexts(facts.how, history, receivedAt);
  const lower = written.map(({ text }) => text.toLowerCase());
  for (const rule of WORD_RULES) {
    if (rule.kinds !== null && !rule.kinds.includes(kind)) continue;
    const possible = written.filter((_, at) => mayFit(rule, lower[at] ?? ''));
    const readings = readingsOf(rule.pattern, possible);
    if (readings.length > 0) hints.push({ code: rule.code, params: {}, readings });
  }
  const other = wrongKind(kind, written);
  if (other !== null) hints.push(other);
  const noSerial = facts.items.filter(
    (one) => (one.valueCents ?? 0) >= 20_000 && !one.serialNumber && hasSerial(one),
  ).length;
  if (kind === 'larceny' && noSerial > 0) {
    hints.push({ code: 'no_serial', params: { items: noSerial } });
  }
  return hints;
}
