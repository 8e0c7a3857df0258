import type { Correction } from '#shared/domain/correction.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { knownEvent } from '#shared/domain/history-event.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Person, Report } from '#shared/domain/report.ts';
import type { StatusView } from './status-view.ts';

/**
 * Returns a function that removes from a text whatever says who filed a report or how to reach them.
 * @param instead the replacement for each removed part.
 */
export function hiderOf(report: Report, instead: string): (text: string) => string {
  // Hide original and corrected values: earlier letters contain what the person entered, later letters the agency's
  // corrections.
  const parts = [report.facts, knownFacts(report)].flatMap(({ who }) => partsOf(who));
  const pattern = new RegExp([...new Set(parts)].sort((a, b) => b.length - a.length).join('|'), 'gu');
  return (text) => text.replace(pattern, () => instead);
}

/**
 * Returns what a report's page shows to someone who has only its number and access code: letters and messages don't say
 * who filed the report, because others may see the paper with the code.
 */
export function hidePerson(view: StatusView, hide: (text: string) => string): StatusView {
  return {
    ...view,
    letters: view.letters.map((one) => ({ ...one, subject: hide(one.subject), text: hide(one.text) })),
    messages: view.messages.map((one) => ({ ...one, text: hide(one.text) })),
  };
}

/** Returns the report with all free text of the reporter hidden in the same way, for its page and the insurer's copy. */
export function hideInReport(report: Report, hide: (text: string) => string): Report {
  const { facts, history, corrections } = report;
  return {
    ...report,
    facts: { ...facts, ...hideInIncident(facts, hide), how: hide(facts.how) },
    corrections: corrections.map((one) => hideCorrected(one, hide)),
    history: history.map((entry) => hideInEntry(entry, hide)),
  };
}

const hideInEntry = (entry: HistoryEntry, hide: (text: string) => string): HistoryEntry => ({
  ...entry,
  note: entry.note && hide(entry.note),
  event: eventOf(entry, hide),
});

const hideCorrected = (one: Correction, hide: (text: string) => string): Correction =>
  FREE_TEXT.test(one.field) && typeof one.value === 'string' ? { ...one, value: hide(one.value) } : one;

/** The corrected fields that `hideInIncident` hides in the facts. */
const FREE_TEXT = /\.(?:marks|discovered)$/;

function hideInIncident({ items, fraud }: Incident, hide: (text: string) => string): Pick<Incident, 'items' | 'fraud'> {
  return {
    items: items.map((item) => ({ ...item, marks: item.marks && hide(item.marks) })),
    fraud: fraud && { ...fraud, discovered: fraud.discovered && hide(fraud.discovered) },
  };
}

/** A second form, which was added to the report, has free text, too. */
function eventOf({ event }: HistoryEntry, hide: (text: string) => string): HistoryEntry['event'] {
  const known = knownEvent(event);
  if (known?.code !== 'added_again' || known.params.told === undefined) return event;
  const { told } = known.params;
  return { ...known, params: { ...known.params, told: { ...told, ...hideInIncident(told, hide) } } };
}

/** Patterns of details that identify the person. A first or last name also matches alone, as in "Ms. Smith". */
function partsOf({ givenName, familyName, email, phone, address, actsFor }: Person): string[] {
  const words = [`${givenName} ${familyName}`, givenName, familyName, actsFor?.name ?? '', email ?? '', address ?? ''];
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return [
    ...words
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => `(?<![\\p{L}\\p{N}])${one.split(/\s+/).map(literal).join('\\s+')}(?![\\p{L}\\p{N}])`),
    ...(digits.length < 7 ? [] : [`(?<!\\d)(?:\\+?1[\\s.-]*)?\\(?${digits.split('').join('[\\s().-]*')}(?!\\d)`]),
  ];
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`);
