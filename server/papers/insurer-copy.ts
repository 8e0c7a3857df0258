import { inLanguage } from '#shared/domain/by-language.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { PlaceType } from '#shared/domain/place-type.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { saidTimeframe } from '#shared/domain/timeframe.ts';
import { places } from '#shared/words/en/places.ts';
import { LOCALES } from '#shared/words/languages.ts';
import type { Paper, Part } from './draw.ts';
import { dollars, plainRows } from './plain-rows.ts';

/**
 * The copy of an approved report that the reporter gives to an insurer or bank: what they reported, with the agency's
 * corrections and with what they added later, under the case number. It contains no officers' notes and, of the
 * reporter's personal data, only the name and address. It is in English, because insurers read English.
 * @param shown.withPerson whether name and address are shown; someone with the access code alone does not see them.
 */
export function insurerPaper(
  report: Report,
  caseNumber: string,
  policy: Policy,
  at: Date,
  { withPerson } = { withPerson: true },
): Paper {
  const { agency } = policy;
  const { who, items, fraud, when, where, how } = knownFacts(report);
  const offense = policy.offenses.find((one) => one.code === report.offenseCode);
  const approvedAt = report.history.findLast((one) => one.kind === 'approved')?.at ?? null;
  const day = (iso: string) => dayWords(new Date(iso), agency.timeZone);
  const name = `${who.givenName} ${who.familyName}`;
  const total = items.reduce((sum, one) => sum + (one.valueCents ?? 0), 0);
  const happened = saidTimeframe(when, {
    locale: LOCALES.en,
    timeZone: agency.timeZone,
    timeNotGiven: 'time not given',
  });
  // Additions may name anyone, so they are only for those who may see the person's own details, too.
  const later = withPerson ? report.history.filter(isAddition) : [];
  const rows = (...given: [string, string | null][]): Part => ({
    kind: 'rows',
    rows: given.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const])),
  });
  return {
    title: `Copy of police report ${caseNumber}`,
    lang: 'en',
    agency: agency.name,
    address: null,
    date: dayWords(at, agency.timeZone),
    parts: [
      { kind: 'title', text: `Copy of police report ${caseNumber}` },
      rows(
        ['Case number', caseNumber],
        ['Tracking number', report.trackingNumber],
        ['Filed as', offense === undefined ? null : inLanguage(offense.title, policy, 'en')],
        ['Reported online', day(report.receivedAt)],
        ['Approved', approvedAt === null ? null : day(approvedAt)],
        ...(withPerson
          ? ([
              ['Reported by', name],
              ['On behalf of', who.actsFor === null ? null : `${who.actsFor.name} (${who.actsFor.relation})`],
              ['Address', who.address],
              ...plainRows('who', who),
            ] as [string, string | null][])
          : ([['Reported by', 'not shown, because this copy was opened with an access code']] as [string, string][])),
      ),
      { kind: 'heading', text: 'When and where' },
      rows(
        ['From', happened.from],
        ['To', happened.to],
        ['Place', [where.address, where.unit, where.city].filter((one) => one !== null && one !== '').join(', ')],
        ['Kind of place', where.placeType && placeIn(where.placeType, where.placeTypeOther)],
        ...plainRows('where', where),
      ),
      ...(items.length === 0 ? [] : [{ kind: 'heading', text: 'Property' } as const]),
      ...items.map(
        (one, index): Part =>
          rows(
            [`Item ${index + 1}`, one.type],
            ['Brand and model', [one.brand, one.model].filter((part) => part !== null && part !== '').join(' ')],
            ['Serial number', one.serialNumber],
            ['Color and marks', [one.color, one.marks].filter((part) => part !== null && part !== '').join('; ')],
            ['Value', one.valueCents === null ? null : dollars(one.valueCents)],
            ...plainRows('items', one),
          ),
      ),
      ...(items.length > 1 && total > 0 ? [rows(['Total value', dollars(total)])] : []),
      ...(fraud === null
        ? []
        : [{ kind: 'heading', text: 'Account or means misused' } as const, rows(...plainRows('fraud', fraud))]),
      { kind: 'heading', text: 'In the words of the person who reported it' },
      { kind: 'text', text: how },
      ...(later.length === 0 ? [] : [{ kind: 'heading', text: 'Added by that person later' } as const]),
      ...later.map((one): Part => ({ kind: 'text', text: `${day(one.at)}: ${one.note ?? ''}` })),
      {
        kind: 'small',
        text: `${report.corrections.length > 0 ? 'The agency corrected some details above after the report was filed. ' : ''}This is a copy of a report that a person made online to the ${agency.name}, which reviewed and approved it. It states what that person reported and is not a finding of the agency. To verify it, call ${agency.reviewPhone} and give the case number.`,
      },
    ],
    foot: `${agency.name} · case ${caseNumber} · page {page} of {pages}`,
    unprintable:
      'A box (□) marks a character that could not be printed here. The report itself has it as the person wrote it.',
    at,
  };
}

/** What the reporter sent after the report itself: additions, and answers to what the agency asked. */
const isAddition = ({ kind, by, note }: HistoryEntry): boolean =>
  by === null && (kind === 'added' || kind === 'answered') && note !== null && note !== '';

const placeIn = (type: PlaceType, other: string | undefined) =>
  type === 'other' && other !== undefined ? other : places[`places.${type}`];

function dayWords(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(at);
}
