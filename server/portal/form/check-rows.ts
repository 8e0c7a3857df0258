import type { IntakeBody } from '#shared/api.ts';
import type { CorrectedValue } from '#shared/domain/correction.ts';
import type { FactField, FactGroup } from '#shared/domain/fact-fields.ts';
import { fieldsOf, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import type { Incident, Item } from '#shared/domain/incident.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Person, ReportKind } from '#shared/domain/report.ts';
import { chosenIn } from '#shared/domain/several.ts';
import { saidTimeframe } from '#shared/domain/timeframe.ts';
import { preferredWay } from '#shared/letters/mail-address.ts';
import { LOCALES } from '#shared/words/languages.ts';
import type { PortalText } from '../site/text.ts';
import type { FormView } from './fields.tsx';
import { type FormPage, pageOf } from './pages.ts';
import { choicesOf, wordsFor } from './question.tsx';
import { offenseLabel } from './what-sections.tsx';

/** The text and the report whose answers are shown. */
type View = Pick<FormView, 'text'>;
type Answers = { kind: ReportKind; facts: Incident };

/** An answer on the page where the person reviews the report before sending it. Rows without a value are left out. */
export type Row = { label: string; value: string | null };

/** For each field that isn't a single plain answer, a function that returns its rows. */
type Special = Readonly<Record<string, () => Row[]>>;

/** The rows of a group of facts, in form order. */
function rowsOf(
  group: FactGroup,
  told: Told,
  kind: ReportKind,
  text: PortalText,
  special: Special = {},
  isWanted: (name: string) => boolean = () => true,
): Row[] {
  return fieldsOf(group, kind)
    .filter(([name]) => isWanted(name))
    .flatMap(
      ([name, field]) =>
        special[name]?.() ?? [{ label: labelOf(text, field, kind), value: said(text, field, valueIn(told, name)) }],
    );
}

const labelOf = (text: PortalText, field: FactField, kind: ReportKind) => wordsFor(text, field.ask?.label, kind) ?? '';

/** A plain answer in the person's language; null when none was given. */
function said(text: PortalText, field: FactField, value: CorrectedValue): string | null {
  if (value === null) return null;
  const { kind } = field;
  if (kind === 'money') return dollars(Number(value));
  if (kind === 'yesNo') return text.t(value === true ? field.yes : field.no);
  if (kind === 'birthDate') {
    const format = new Intl.DateTimeFormat(LOCALES[text.lang], { dateStyle: 'long', timeZone: 'UTC' });
    return format.format(new Date(String(value)));
  }
  if (kind === 'several') {
    const chosen = chosenIn(field, String(value));
    const said = choicesOf(text, field).filter((one) => chosen.includes(one.value));
    return said.map(({ label }) => label).join('\n');
  }
  return choicesOf(text, field).find((one) => one.value === value)?.label ?? String(value);
}

const dollars = (cents: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

/** Returns a row with the chosen offense title; no row for a kind of report that has only one title. */
export function offenseRows({ text, draft }: FormView, { kind }: IntakeBody, policy: Policy): Row[] {
  const chosen = draft.offense ?? '';
  if (chosen === '') return [];
  const label = text.t('portal-form.fields.offense.label');
  return [{ label, value: offenseLabel(chosen, kind, policy, text) }];
}

/** The screening questions that were answered yes, if the agency keeps the answers. */
export const answeredRows = ({ text }: View, { facts }: Pick<Answers, 'facts'>): Row[] =>
  (facts.answeredYes ?? []).map(({ question }) => ({ label: question, value: text.t('portal-screening.yes') }));

export function whatRows({ text }: View, { kind, facts }: Answers): Row[] {
  const { items, fraud } = facts;
  return [
    ...items.map((item, index) => itemRow(item, index, kind, text)),
    ...(fraud === null ? [] : rowsOf('fraud', fraud, kind, text)),
  ];
}

/**
 * An item is one row with several lines: first the values that need no label, with brand and model on one line, then
 * the rest with their labels.
 */
function itemRow(item: Item, index: number, kind: ReportKind, text: PortalText): Row {
  const { type, brand, model, color, ...rest } = item;
  const lines = fieldsOf('items', kind).map(([name, field]) => {
    const value = said(text, field, valueIn(rest, name));
    if (value === null || name === 'marks') return value;
    const label = labelOf(text, field, kind);
    return label.endsWith('?') ? `${label} ${value}` : `${label}: ${value}`;
  });
  const first = [type, [brand, model].filter((one) => one !== null).join(' '), color];
  return {
    label: text.t('portal-form.fields.item', { number: index + 1 }),
    value: [...first, ...lines].filter((one) => one !== null && one !== '').join('\n'),
  };
}

export function whenRows({ text }: View, { kind, facts }: Answers, policy: Policy): Row[] {
  const { timeZone } = policy.agency;
  const words = { locale: LOCALES[text.lang], timeZone, timeNotGiven: text.t('portal-form.check.timeNotGiven') };
  const { from, to } = saidTimeframe(facts.when, words);

  return [
    { label: text.t(`portal-kinds.${kind}.from`), value: from },
    { label: text.t(`portal-kinds.${kind}.to`), value: to },
  ];
}

export function whereRows({ text }: View, { kind, facts }: Answers): Row[] {
  const { neighborhood, point, placeType: type } = facts.where;
  return rowsOf('where', facts.where, kind, text, {
    neighborhood: () => [{ label: text.t('portal-form.fields.neighborhood.label'), value: neighborhood }],
    placeType: () => [
      {
        label: text.t('portal-form.fields.placeType.label'),
        value: type === null ? null : text.t(`places.${type}`),
      },
    ],
    point: () => [
      {
        label: text.t('portal-form.check.onMap'),
        value: point === null ? null : `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}`,
      },
    ],
  });
}

/** The rows of the two pages about the person. */
export function whoRows(
  { text }: View,
  { kind, facts: { who } }: Pick<IntakeBody, 'kind' | 'facts'>,
): Record<'who' | 'contact', Row[]> {
  const on = (page: FormPage) => (name: string) => pageOf(`who.${name}`) === page;
  return {
    who: rowsOf('who', who, kind, text, special(who, text), on('who')),
    contact: rowsOf('who', { ...who, preferredContact: preferredWay(who) }, kind, text, {}, on('contact')),
  };
}

const special = (who: Person, text: PortalText): Special => ({
  actsFor: () => [
    { label: text.t('portal-form.fields.actsFor.name'), value: who.actsFor?.name ?? null },
    { label: text.t('portal-form.fields.actsFor.relation.label'), value: who.actsFor?.relation ?? null },
  ],
});
