import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import { inLanguage } from '#shared/domain/policy-text.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { type PortalText, plainOffense } from '../site/text.ts';
import { Choices, type FormView, TextField } from './fields.tsx';
import { offensesOf, UNSURE } from './read-report.ts';
import { ITEM_SLOTS, itemIsTouched } from './read-what.ts';

type KindProps = { view: FormView; kind: ReportKind };

/** Asks for the offense title in plain words; where the kind has only one there is nothing to ask. */
export function OffenseSection({ view, kind, policy }: KindProps & { policy: Policy }): ReactElement | null {
  const { text } = view;
  const offenses = offensesOf(policy, kind);
  if (offenses.length < 2) return null;
  const choices = offenses.map(({ code }) => ({ value: code, label: offenseLabel(code, kind, policy, text) }));
  return (
    <section>
      <h2>{text.t('portal-form.sections.offense')}</h2>
      <Choices
        view={view}
        name="offense"
        label={text.t('portal-form.fields.offense.label')}
        hint={text.t('portal-form.fields.offense.hint')}
        choices={[...choices, { value: UNSURE, label: text.t('portal-form.fields.offense.unsure') }]}
      />
    </section>
  );
}

/** An offense title in plain words; the choice of those who are not sure has its own. */
export function offenseLabel(code: string, kind: ReportKind, policy: Policy, text: PortalText): string {
  const offenses = offensesOf(policy, kind);
  const found = offenses.find((one) => one.code === code);
  if (found === undefined) return text.t('portal-form.fields.offense.unsure');
  const { nibrs, title } = found;
  // An agency may give one NIBRS code to several titles of its own; then only its own titles tell them apart.
  const only = offenses.filter((one) => one.nibrs === nibrs).length === 1;
  const plain = nibrs !== null && only ? plainOffense(nibrs) : null;
  return plain === null ? inLanguage(title, policy, text.lang) : text.t(plain);
}

type ItemProps = { view: FormView; kind: Exclude<ReportKind, 'fraud'> };

export function ItemsSection({ view, kind }: ItemProps): ReactElement {
  const { text } = view;
  return (
    <section id="section-what">
      <h2>{text.t(`portal-kinds.${kind}.what`)}</h2>
      {ITEM_SLOTS.map((slot) =>
        slot === 0 ? (
          <fieldset key={slot} className="item">
            <legend>{text.t('portal-form.fields.item', { number: slot + 1 })}</legend>
            <ItemFields view={view} kind={kind} slot={slot} />
          </fieldset>
        ) : (
          <details key={slot} open={itemIsTouched(view.draft, slot)}>
            <summary>{text.t('portal-form.fields.anotherItem', { number: slot + 1 })}</summary>
            <fieldset className="item">
              <legend>{text.t('portal-form.fields.item', { number: slot + 1 })}</legend>
              <ItemFields view={view} kind={kind} slot={slot} />
            </fieldset>
          </details>
        ),
      )}
      <p className="hint">{text.t('portal-form.fields.moreItems')}</p>
    </section>
  );
}

function ItemFields({ view, kind, slot }: ItemProps & { slot: number }): ReactElement {
  const at = (part: string) => `items.${slot}.${part}`;

  return (
    <>
      <TextField
        view={view}
        name={at('type')}
        label={view.text.t(`portal-kinds.${kind}.itemType.label`)}
        hint={view.text.t(`portal-kinds.${kind}.itemType.hint`)}
      />
      <div className="pair">
        <TextField
          view={view}
          name={at('brand')}
          label={view.text.t('portal-form.fields.brand')}
          optional={true}
          spellCheck={false}
        />
        <TextField
          view={view}
          name={at('model')}
          label={view.text.t('portal-form.fields.model')}
          optional={true}
          spellCheck={false}
        />
      </div>
      <TextField
        view={view}
        name={at('serialNumber')}
        label={view.text.t('portal-form.fields.serialNumber.label')}
        hint={view.text.t('portal-form.fields.serialNumber.hint')}
        optional={true}
        spellCheck={false}
      />
      <TextField
        view={view}
        name={at('color')}
        label={view.text.t('portal-form.fields.color')}
        optional={true}
        width="medium"
      />
      <TextField
        view={view}
        name={at('marks')}
        label={view.text.t('portal-form.fields.marks.label')}
        hint={view.text.t('portal-form.fields.marks.hint')}
        optional={true}
      />
      <TextField
        view={view}
        name={at('value')}
        label={view.text.t(valueLabel(kind))}
        hint={view.text.t('portal-form.fields.value.hint')}
        optional={true}
        inputMode="decimal"
        width="short"
        prefix="$"
      />
    </>
  );
}

/** What the value of an item means: what mending it costs, or what was lost. */
export function valueLabel(kind: ReportKind) {
  return kind === 'vandalism' ? 'portal-form.fields.value.label' : 'portal-form.fields.worth';
}

export function FraudSection({ view }: { view: FormView }): ReactElement {
  return (
    <section id="section-what">
      <h2>{view.text.t('portal-kinds.fraud.what')}</h2>
      <TextField
        view={view}
        name="fraud.accountKind"
        label={view.text.t('portal-form.fields.accountKind.label')}
        hint={view.text.t('portal-form.fields.accountKind.hint')}
      />
      <TextField
        view={view}
        name="fraud.amount"
        label={view.text.t('portal-form.fields.amount.label')}
        hint={view.text.t('portal-form.fields.amount.hint')}
        optional={true}
        inputMode="decimal"
        width="short"
        prefix="$"
      />
      <TextField
        view={view}
        name="fraud.discovered"
        label={view.text.t('portal-form.fields.discovered.label')}
        hint={view.text.t('portal-form.fields.discovered.hint')}
        optional={true}
      />
      <Choices
        view={view}
        name="fraud.bankInformed"
        label={view.text.t('portal-form.fields.bankInformed.label')}
        optional={true}
        choices={[
          { value: 'yes', label: view.text.t('portal-form.fields.bankInformed.yes') },
          { value: 'no', label: view.text.t('portal-form.fields.bankInformed.no') },
        ]}
      />
    </section>
  );
}
