import type { FactGroup } from '#shared/domain/fact-fields.ts';
import { deskFields, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import type { Item } from '#shared/domain/incident.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { RecordsPart } from '#shared/domain/records-copy.ts';
import type { Facts, Report } from '#shared/domain/report.ts';
import { isDayOnly, type TimeframeEnd } from '#shared/domain/timeframe.ts';
import { writtenTexts } from '#shared/screening/written.ts';
import { titlesOf } from '../model/policy-titles.ts';
import { zoneOf } from '../model/time.ts';
import { t } from '../t.ts';
import { factWords } from './fact-words.ts';
import { toldWords } from './history-words.ts';
import { placeWords } from './place-words.ts';
import { money } from './words.ts';

type Line = [term: string, value: string | null | undefined];

/**
 * A report as text to paste into the records system: one line per value, in the agency's order. Dates are in full and
 * in the agency's time zone, and corrections are applied, since the text is read elsewhere and later.
 */
export function recordsBlock(report: Report, policy: Policy): string {
  const facts = knownFacts(report);
  return policy.recordsCopy
    .flatMap((part) => PARTS[part]({ report, facts, policy }))
    .filter(([, value]) => value != null && value !== '')
    .map(([term, value]) => `${term}: ${value}`)
    .join('\n');
}

type Given = { report: Report; facts: Facts; policy: Policy };

const PARTS: Record<RecordsPart, (given: Given) => Line[]> = {
  case_number: ({ report }) => [[t('common.caseNumber'), report.caseNumber]],
  tracking_number: ({ report }) => [[t('common.trackingNumber'), report.trackingNumber]],
  offense: ({ report, policy }) => {
    const nibrs = policy.offenses.find(({ code }) => code === report.offenseCode)?.nibrs;
    const title = titlesOf(policy).report(report);
    return [[t('common.offense'), nibrs == null ? title : `${title} (NIBRS ${nibrs})`]];
  },
  occurred: ({ facts: { when }, policy }) => {
    const [from, to] = (['from', 'to'] as const).map((end: TimeframeEnd) => {
      const [day, time] = stamp(when[end], policy);
      return isDayOnly(when, end) ? t('times.dayTimeNotGiven', { day }) : `${day} ${time}`;
    });
    return [[t('common.occurred'), from === to ? from : `${from} – ${to}`]];
  },
  reported: ({ report, policy }) => [[t('common.reported'), stamp(report.receivedAt, policy).join(' ')]],
  location: ({ report, facts: { where } }) => [
    [t('common.address'), [where.address, where.unit].filter(Boolean).join(', ')],
    [t('common.city'), [where.neighborhood, where.city].filter(Boolean).join(', ')],
    [t('common.locationType'), placeWords(where)],
    ...plain('where', report, where),
  ],
  reporter: ({ report, facts: { who } }) => [
    [t('common.reporter'), `${who.familyName}, ${who.givenName}`],
    [t('common.reportingFor'), who.actsFor && `${who.actsFor.name} (${who.actsFor.relation})`],
    ...plain('who', report, who),
  ],
  property: ({ report, facts: { items, fraud } }) => [
    ...items.map((item, at): Line => [t('compare.itemN', { n: at + 1 }), itemWords(item, report)]),
    ...(fraud === null ? [] : plain('fraud', report, fraud)),
  ],
  narrative: ({ report, facts, policy }) => [[t('common.narrative'), facts.how], ...addedLater(report, policy)],
};

/** What the reporter wrote after filing, and full forms added since. An appeal is about the decision, so it is left out. */
function addedLater({ facts, history, receivedAt }: Report, policy: Policy): Line[] {
  const day = (at: string | null) => ({ day: stamp(at ?? receivedAt, policy).join(' ') });
  const zone = zoneOf(policy.agency.timeZone);
  return [
    ...writtenTexts(facts.how, history, receivedAt)
      .filter(({ place }) => place !== 'form' && place !== 'appeal')
      .map(
        ({ place, at, text }): Line => [
          place === 'duplicate' ? t('report.addedByADuplicate', day(at)) : t('report.addedOn', day(at)),
          text,
        ],
      ),
    ...history.flatMap((entry) =>
      toldWords(entry, zone).map((told): Line => [t('report.addedOn', day(entry.at)), told]),
    ),
  ];
}

/** Returns the facts that get a line of their own; a date of birth is formatted in digits. */
const plain = (group: FactGroup, { kind }: Report, told: Told): Line[] =>
  deskFields(group, kind).map(({ name, field, desk }) => {
    const value = valueIn(told, name);
    return [
      t(desk.term),
      field.kind === 'birthDate' && value !== null ? inDigits(String(value)) : factWords(field, value),
    ];
  });

function itemWords(item: Item, report: Report): string {
  const { type, brand, model, color, marks, serialNumber, valueCents } = item;
  return [
    [type, brand, model, color].filter(Boolean).join(' '),
    marks,
    serialNumber && t('compare.serialSerialNumber', { serialNumber }),
    valueCents === null ? null : money(valueCents),
    ...plain('items', report, item).map(([term, value]) => value && `${term} ${value}`),
  ]
    .filter(Boolean)
    .join('; ');
}

/** Formats a time the way US records systems accept it, whatever the desk's language: 11/20/2026 and 20:05. */
function stamp(iso: string, { agency: { timeZone } }: Policy): [day: string, time: string] {
  const two = '2-digit';
  const day = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: two, day: two });
  const time = new Intl.DateTimeFormat('en-US', { timeZone, hour: two, minute: two, hourCycle: 'h23' });
  const at = new Date(iso);
  return [day.format(at), time.format(at)];
}

const inDigits = (day: string) => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;
