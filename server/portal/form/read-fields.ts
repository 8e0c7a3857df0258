import { z } from 'zod';
import type { FactField, FactGroup } from '#shared/domain/fact-fields.ts';
import { fieldAt, fieldsOf } from '#shared/domain/fact-paths.ts';
import { type FraudFacts, type Item, type Place } from '#shared/domain/incident.ts';
import { isPhone } from '#shared/domain/phone.ts';
import { type Person, type ReportKind } from '#shared/domain/report.ts';
import { chosenIn } from '#shared/domain/several.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import type { PortalText } from '../site/text.ts';
import { type Draft, formName } from './draft.ts';
import type { FieldReader } from './field-reader.ts';
import { centsOf } from './money.ts';

/** A form being read: what was typed, the errors found so far, and the person's language. */
export type Reading = { draft: Draft; reader: FieldReader; text: PortalText; kind: ReportKind };

type Told = { items: Item; fraud: FraudFacts; where: Place; who: Person };
type Read<G extends keyof Told> = { readonly [N in keyof Told[G]]?: () => Told[G][N] };

/**
 * Reads a group of facts in form order. Use the result only if the reader has no errors at the end.
 * @param at the path of the group in the facts, such as `items.0`.
 * @param special functions for the fields that aren't a single plain answer or that need extra checks.
 */
export function readGroup<G extends keyof Told>(
  group: G & FactGroup,
  at: string,
  reading: Reading,
  special: Read<G> = {},
): Told[G] {
  const read: Readonly<Record<string, (() => unknown) | undefined>> = special;
  const values = fieldsOf(group, reading.kind).map(([name]) => [
    name,
    (read[name] ?? (() => readField(`${at}.${name}`, reading)))(),
  ]);
  return Object.fromEntries(values) as Told[G];
}

/** Reads one answer in the format in which the facts store it; null when there is none or it has an error. */
export function readField(path: string, reading: Reading): string | number | boolean | null {
  const field = fieldAt(path);
  const name = formName(path);
  const { reader, text } = reading;
  switch (field?.kind) {
    case 'text':
      return field.required
        ? reader.filled(name, field.max, missing(field, text))
        : reader.line(name, field.max, field.ask?.rows === undefined ? ' ' : ', ');
    case 'email':
      return inForm(reader.line(name, 254), isEmail, () => reader.complain(name, text.t('portal-errors.emailForm')));
    case 'phone':
      return inForm(reader.line(name, 40), isPhone, () => reader.complain(name, text.t('portal-errors.phoneForm')));
    case 'money':
      return readCents(name, reading);
    case 'yesNo':
      return { yes: true, no: false, none: null }[chosen(name, field, ['yes', 'no'], reading) ?? 'none'];
    case 'choice':
      return chosen(name, field, Object.keys(field.choices), reading);
    case 'several':
      return tickedIn(reading.draft, name, field).join(' ') || null;
    case 'language':
      return chosen(name, field, LANGUAGES, reading);
    case 'birthDate':
    case 'actsFor':
    case 'instant':
    case 'neighborhood':
    case 'placeType':
    case 'point':
    case undefined:
      throw new Error(`${path} must have exactly one value`);
  }
}

/**
 * Returns the checked choices. A form that was filled in from a report, or saved by an earlier version, lists them in
 * one field.
 */
export function tickedIn(draft: Draft, name: string, field: Extract<FactField, { kind: 'several' }>): string[] {
  const named = chosenIn(field, draft[name]);
  return Object.keys(field.choices).filter((code) => draft[`${name}.${code}`] === 'yes' || named.includes(code));
}

const missing = ({ ask }: FactField, text: PortalText): string => text.t(ask?.missing ?? 'portal-errors.invalid');

/** Reads one of several choices. Not choosing is an error only when the field is required. */
function chosen<T extends string>(name: string, field: FactField, allowed: readonly T[], reading: Reading): T | null {
  if (!field.required && (reading.draft[name] ?? '') === '') return null;
  return reading.reader.choice(name, allowed, missing(field, reading.text));
}

function inForm(value: string | null, isRight: (value: string) => boolean, complain: () => void): string | null {
  if (value !== null && !isRight(value)) complain();
  return value;
}

const MOST_CENTS = 2_000_000_000;

function readCents(name: string, { reader, text }: Reading): number | null {
  const typed = reader.line(name, 40);
  if (typed === null) return null;
  const cents = centsOf(typed);
  if (cents === null) reader.complain(name, text.t('portal-errors.money'));
  else if (cents > MOST_CENTS) reader.complain(name, text.t('portal-errors.moneyTooLarge'));
  return cents;
}

const emailAddress = z.email().max(254);

export const isEmail = (text: string) => emailAddress.safeParse(text).success;
