import type { FactGroup } from '#shared/domain/fact-fields.ts';
import { deskFields, valueIn } from '#shared/domain/fact-paths.ts';
import type { Item } from '#shared/domain/incident.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { span, type Zone } from '../model/time.ts';
import { timeframe } from '../model/timeframe.ts';
import { t } from '../t.ts';
import { factWords } from '../wording/fact-words.ts';
import { placeWords } from '../wording/place-words.ts';
import { money } from '../wording/words.ts';

/**
 * The values of one field in two reports, including officers' corrections; null if not given. `same` is true if the
 * values are equivalent. `corrected` lists the sides on which the value differs from what the reporter wrote.
 */
export type FieldPair = {
  term: string;
  left: string | null;
  right: string | null;
  same: boolean;
  corrected: readonly ('left' | 'right')[];
};
export type FieldGroup = { title: string; fields: FieldPair[] };

/** A report as the reporter wrote it, and the same report with officers' corrections. */
type Told = { written: Report; known: Report };
type Both = readonly [Told, Told];
type Words = { titles: PolicyTitles; zone: Zone };

/**
 * Compares two reports field by field, grouped by who, what, when and where; the narrative is compared separately. Fields
 * missing from both reports are omitted. Dates are in full, because they are compared and copied.
 */
export function compareFields(left: Report, right: Report, words: Words): FieldGroup[] {
  const told = (written: Report): Told => ({ written, known: { ...written, facts: knownFacts(written) } });
  const both: Both = [told(left), told(right)];
  const groups: FieldGroup[] = [
    {
      title: t('common.reporter'),
      fields: [
        field(t('common.reporter2'), both, ({ facts: { who } }) => `${who.givenName} ${who.familyName}`),
        field(
          t('common.reportingFor'),
          both,
          ({ facts: { who } }) => who.actsFor && `${who.actsFor.name} (${who.actsFor.relation})`,
        ),
        ...plainPairs('who', both),
      ],
    },
    {
      title: t('common.property'),
      fields: [field(t('common.offense'), both, words.titles.report), ...itemPairs(both), ...plainPairs('fraud', both)],
    },
    {
      title: t('common.dateAndTime'),
      fields: [
        field(t('common.occurred'), both, ({ facts: { when } }) => timeframe(when, null, words.zone)),
        field(t('common.reported'), both, ({ receivedAt }) => span(receivedAt, receivedAt, null, words.zone)),
      ],
    },
    {
      title: t('common.location'),
      fields: [
        field(t('common.address'), both, ({ facts: { where } }) => where.address),
        field(t('compare.unit'), both, ({ facts: { where } }) => where.unit),
        field(t('common.city'), both, ({ facts: { where } }) =>
          where.neighborhood === null ? where.city : `${where.neighborhood}, ${where.city}`,
        ),
        field(t('common.locationType'), both, ({ facts: { where } }) => placeWords(where)),
        ...plainPairs('where', both),
      ],
    },
  ];
  for (const group of groups) group.fields = group.fields.filter(({ left: a, right: b }) => a !== null || b !== null);
  return groups.filter(({ fields }) => fields.length > 0);
}

/** Pairs the facts of a group that are marked as `compared` in the fact table, one line each. */
function plainPairs(group: Exclude<FactGroup, 'items'>, both: Both): FieldPair[] {
  return compared(group).map(({ name, field: about, desk }) =>
    field(t(desk.term), both, ({ facts }) => factWords(about, valueIn(facts[group] ?? {}, name))),
  );
}

const compared = (group: FactGroup) => deskFields(group).filter(({ desk }) => desk.compared === true);

/**
 * Pairs the items of two reports: first by equal serial number, then by equal description, then by equal type. Items that
 * are left over have no partner.
 */
function itemPairs(both: Both): FieldPair[] {
  const [left, right] = [both[0].known.facts.items, both[1].known.facts.items];
  const rest = new Set(right);
  const partner = new Map<Item, Item>();
  const levels: ((a: Item, b: Item) => boolean)[] = [
    (a, b) => !!a.serialNumber && fold(a.serialNumber) === fold(b.serialNumber ?? ''),
    (a, b) => fold(itemWords(a)) === fold(itemWords(b)),
    (a, b) => fold(a.type) === fold(b.type),
  ];
  for (const alike of levels) {
    for (const item of left) {
      if (partner.has(item)) continue;
      const found = [...rest].find((other) => alike(item, other));
      if (found === undefined) continue;
      partner.set(item, found);
      rest.delete(found);
    }
  }
  const rows: [Item | null, Item | null][] = [
    ...left.map((item): [Item, Item | null] => [item, partner.get(item) ?? null]),
    ...[...rest].map((item): [null, Item] => [null, item]),
  ];
  // Corrections keep the order of items, so both versions of an item have the same index.
  const written = ([side, items]: [Told, Item[]], item: Item) => side.written.facts.items[items.indexOf(item)] ?? item;
  const words = (side: [Told, Item[]], item: Item | null): Said =>
    item === null ? NOT_SAID : { written: itemWords(written(side, item)), known: itemWords(item) };
  return rows.map(([a, b], at) =>
    pair(
      rows.length === 1 ? t('common.item') : t('compare.itemN', { n: at + 1 }),
      words([both[0], left], a),
      words([both[1], right], b),
    ),
  );
}

/** One value as the reporter wrote it, and as corrected. */
type Said = { written: string | null; known: string | null };
const NOT_SAID: Said = { written: null, known: null };

function itemWords(item: Item): string {
  const { type, brand, model, color, serialNumber, marks, valueCents } = item;
  const name = [type, brand, model].filter(Boolean).join(' ');
  const serial = serialNumber ? t('compare.serialSerialNumber', { serialNumber }) : null;
  const parts = [name, color, serial, marks, valueCents === null ? null : money(valueCents)];
  const plain = compared('items').map(({ name: one, field: about, desk }) => {
    const words = factWords(about, valueIn(item, one));
    return words && `${t(desk.term)}: ${words}`;
  });
  return [...parts, ...plain].filter(Boolean).join(', ');
}

function field(term: string, [left, right]: Both, read: (report: Report) => string | null | undefined): FieldPair {
  const said = ({ written, known: better }: Told): Said => ({
    written: read(written) || null,
    known: read(better) || null,
  });
  return pair(term, said(left), said(right));
}

function pair(term: string, left: Said, right: Said): FieldPair {
  const [a, b] = [left.known, right.known];
  const sides = { left, right };
  return {
    term,
    left: a,
    right: b,
    same: a !== null && b !== null && fold(a) === fold(b),
    corrected: (['left', 'right'] as const).filter((side) => sides[side].written !== sides[side].known),
  };
}

/** Normalizes text so that comparisons ignore case, accents, spaces and punctuation. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}\s]/gu, '')
    .toLowerCase();
