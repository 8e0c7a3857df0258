import type { FactGroup } from '#shared/domain/fact-fields.ts';
import { deskFields, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { factWords } from '../wording/fact-words.ts';
import { Fact } from './section.tsx';

/** Renders a group's one-line facts, as listed in the fact table. Sections render the other facts themselves. */
export function PlainFacts({
  group,
  at = group,
  kind,
  told,
  needed,
}: {
  group: FactGroup;
  /** The path of the group in the facts, such as `items.0`. */
  at?: string;
  kind: ReportKind;
  told: Told;
  /**
   * Whether the report is incomplete without a field, by field name. Lists only fields for which this depends on other
   * fields.
   */
  needed?: Readonly<Record<string, boolean>>;
}) {
  return deskFields(group, kind).map(({ name, field, desk }) => (
    <Fact
      key={name}
      term={t(desk.term)}
      field={`${at}.${name}`}
      value={factWords(field, valueIn(told, name))}
      needed={needed?.[name] ?? desk.needed === true}
    />
  ));
}
