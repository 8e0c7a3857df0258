import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { Choices, type FormView, TextField } from './fields.tsx';
import { offensesOf, UNSURE } from './read-report.ts';
import { ITEM_SLOTS, itemIsTouched } from './read-what.ts';
import type { PortalText } from './wording.ts';

type KindProps = { view: FormView; kind: ReportKind };

/** Asks for the offense title in plain words; where the kind has only one there is nothing to ask. */
export function OffenseSection({ view, kind, policy }: KindProps & { policy: Policy }): ReactElement | null {
  const { text } = view;
  const offenses = offensesOf(policy, kind);
  if (offenses.length < 2) return null;
  const choices = offenses.map(({ code }) => ({ value: code, label: offenseLabel(code, kind, policy, text) }));
  return (
    <section>
      <h2>{text.sections.offense}</h2>
      <Choices
        view={view}
        name="offense"
        label={text.fields.offense.label}
        hint={text.fields.offense.hint}
        choices={[...choices, { value: UNSURE, label: text.fields.offense.unsure }]}
      />
    </section>
  );
}

/** An offense title in plain words; the choice of those who are not sure has its own. */
export function offenseLabel(code: string, kind: ReportKind, policy: Policy, text: PortalText): string {
  const offenses = offensesOf(policy, kind);
  const found = offenses.find((one) => one.code === code);
  if (found === undefined) return text.fields.offense.unsure;
  const { nibrs, title } = found;
  // An agency may give one NIBRS code to several titles of its own; then only its own titles tell them apart.
  const only = offenses.filter((one) => one.nibrs === nibrs).length === 1;
  return (nibrs !== null && only ? text.offenses[nibrs] : undefined) ?? title;
}

export function ItemsSection({ view, kind }: KindProps): ReactElement {
  const { text } = view;
  return (
    <section id="section-what">
      <h2>{text.kinds[kind].what}</h2>
      {ITEM_SLOTS.map((slot) =>
        slot === 0 ? (
          <fieldset key={slot} className="item">
            <legend>{text.fields.item(slot + 1)}</legend>
            <ItemFields view={view} kind={kind} slot={slot} />
          </fieldset>
        ) : (
          <details key={slot} open={itemIsTouched(view.draft, slot)}>
            <summary>{text.fields.anotherItem(slot + 1)}</summary>
            <fieldset className="item">
              <legend>{text.fields.item(slot + 1)}</legend>
              <ItemFields view={view} kind={kind} slot={slot} />
            </fieldset>
          </details>
        ),
      )}
      <p className="hint">{text.fields.moreItems}</p>
    </section>
  );
}

function ItemFields({ view, kind, slot }: KindProps & { slot: number }): ReactElement {
  const { fields, kinds } = view.text;
  const at = (part: string) => `items.${slot}.${part}`;
  const { itemType } = kinds[kind];
  return (
    <>
      <TextField view={view} name={at('type')} label={itemType.label} hint={itemType.hint} />
      <div className="pair">
        <TextField view={view} name={at('brand')} label={fields.brand} optional={true} spellCheck={false} />
        <TextField view={view} name={at('model')} label={fields.model} optional={true} spellCheck={false} />
      </div>
      <TextField
        view={view}
        name={at('serialNumber')}
        label={fields.serialNumber.label}
        hint={fields.serialNumber.hint}
        optional={true}
        spellCheck={false}
      />
      <TextField view={view} name={at('color')} label={fields.color} optional={true} width="medium" />
      <TextField view={view} name={at('marks')} label={fields.marks.label} hint={fields.marks.hint} optional={true} />
      <TextField
        view={view}
        name={at('value')}
        label={fields.value.label}
        hint={fields.value.hint}
        optional={true}
        inputMode="decimal"
        width="short"
        prefix="$"
      />
    </>
  );
}

export function FraudSection({ view }: { view: FormView }): ReactElement {
  const { fields, kinds } = view.text;
  return (
    <section id="section-what">
      <h2>{kinds.fraud.what}</h2>
      <TextField view={view} name="fraud.accountKind" label={fields.accountKind.label} hint={fields.accountKind.hint} />
      <TextField
        view={view}
        name="fraud.amount"
        label={fields.amount.label}
        hint={fields.amount.hint}
        optional={true}
        inputMode="decimal"
        width="short"
        prefix="$"
      />
      <TextField
        view={view}
        name="fraud.discovered"
        label={fields.discovered.label}
        hint={fields.discovered.hint}
        optional={true}
      />
      <Choices
        view={view}
        name="fraud.bankInformed"
        label={fields.bankInformed.label}
        optional={true}
        choices={[
          { value: 'yes', label: fields.bankInformed.yes },
          { value: 'no', label: fields.bankInformed.no },
        ]}
      />
    </section>
  );
}
