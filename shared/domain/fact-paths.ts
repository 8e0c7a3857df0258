import type { CorrectedValue } from './correction.ts';
import type { Kind } from './fact-field.ts';
import { FACT_FIELDS, type FactField, type FactGroup } from './fact-fields.ts';

/** The fields of a group with their names, in form order. */
export const allFields = (group: FactGroup): [name: string, field: FactField][] =>
  Object.entries<FactField>(FACT_FIELDS[group]);

/** The fields of a group that this kind of report has. */
export const fieldsOf = (group: FactGroup, kind: Kind) => allFields(group).filter(([, field]) => isAsked(field, kind));

const isAsked = ({ kinds }: FactField, kind: Kind): boolean => kinds === undefined || kinds.includes(kind);

/**
 * The fields of a group that have their own line in the officers' application, in display order. Without a kind,
 * returns those of all kinds of report.
 */
export const deskFields = (group: FactGroup, kind?: Kind) =>
  (kind === undefined ? allFields(group) : fieldsOf(group, kind))
    .flatMap(([name, field]) => (field.desk === undefined ? [] : [{ name, field, desk: field.desk }]))
    .sort((a, b) => (a.desk.order ?? 0) - (b.desk.order ?? 0));

const PATH = /^(?:(items)\.\d{1,3}|(fraud|when|where|who))\.(\w{1,40})$/;

/** The field at a dotted path in the facts, such as `items.0.serialNumber`; undefined for any other string. */
export function fieldAt(path: string): FactField | undefined {
  const [, items, group = items, name] = PATH.exec(path) ?? [];
  return group === undefined ? undefined : allFields(group as FactGroup).find(([one]) => one === name)?.[1];
}

/** A group of facts as the person reported them. */
export type Told = Readonly<Record<string, unknown>>;

/** The single value of a field; null when there is none or more than one. */
export function valueIn(told: Told, name: string): CorrectedValue {
  const value = told[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/**
 * Whether a field can be corrected. Only single values can; the narrative never can, because it is in the person's own
 * words.
 */
export const isCorrectable = (field: FactField, kind: Kind): boolean =>
  field.kind !== 'actsFor' && field.kind !== 'point' && isAsked(field, kind);
