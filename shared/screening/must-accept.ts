import { knownEvent } from '../domain/history-event.ts';
import type { AnsweredYes } from '../domain/incident.ts';
import { knownFacts } from '../domain/known-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { MustAcceptRule } from '../domain/policy-rules.ts';
import type { Report } from '../domain/report.ts';
import { HINT_CODES, type HintCode } from './hint.ts';
import { screen } from './hints.ts';
import { livesElsewhere } from './jurisdiction.ts';
import { screeningSettings } from './settings.ts';

/**
 * The flags that a must-accept rule may use. Flags that need the city's boundary are excluded, because workstation and
 * server must find the same flags.
 */
export const MUST_ACCEPT_HINTS: readonly HintCode[] = HINT_CODES.filter((code) => !code.startsWith('outside_'));

type Screened = Pick<Report, 'kind' | 'offenseCode' | 'facts' | 'corrections' | 'receivedAt' | 'history'>;

/** The agency's rules that require this report to be accepted; empty for most reports. */
export function mustAccept(report: Screened, policy: Policy): MustAcceptRule[] {
  const { city } = policy.agency;
  const facts = knownFacts(report);
  let found: ReadonlySet<string> | null = null;
  const flags = () => {
    found ??= new Set(screen({ ...report, facts }, null, screeningSettings(policy)).map(({ code }) => code));
    return found;
  };
  return policy.mustAccept.filter(
    ({ kinds, offenses, hints, answers, residentsOnly }) =>
      !(residentsOnly && livesElsewhere(facts.who, city)) &&
      (kinds.includes(report.kind) ||
        (report.offenseCode !== null && offenses.includes(report.offenseCode)) ||
        answersOf(report).some(({ code }) => answers.includes(code)) ||
        hints.some((code) => isUsable(code) && flags().has(code))),
  );
}

/**
 * The questions answered yes, including those in a form that was later added to this report instead of being filed as a
 * new report.
 */
function answersOf({ facts, history }: Pick<Report, 'facts' | 'history'>): AnsweredYes[] {
  const later = history.flatMap(({ event }) => {
    const known = knownEvent(event);
    return known?.code === 'added_again' ? (known.params.told?.answeredYes ?? []) : [];
  });
  return [...(facts.answeredYes ?? []), ...later];
}

const isUsable = (code: string): boolean => MUST_ACCEPT_HINTS.some((one) => one === code);
