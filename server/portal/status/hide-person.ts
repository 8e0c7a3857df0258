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
