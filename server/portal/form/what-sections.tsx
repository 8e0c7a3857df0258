import type { ReactElement } from 'react';
import { inLanguage } from '#shared/domain/by-language.ts';
import { fieldsOf } from '#shared/domain/fact-paths.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { type PortalText, plainOffense } from '../site/text.ts';
import { Choices, type FormView } from './fields.tsx';
import { Question } from './question.tsx';
import { offensesOf, UNSURE } from './read-report.ts';
import { ITEM_SLOTS, itemIsTouched } from './read-what.ts';

type KindProps = { view: FormView; kind: ReportKind };

/** Asks which offense title applies, in plain words. A kind of report with only one title needs no question. */
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

/** Returns the label of an offense title in plain words; the "not sure" choice has its own label. */
export function offenseLabel(code: string, kind: ReportKind, policy: Policy, text: PortalText): string {
  const offenses = offensesOf(policy, kind);
  const found = offenses.find((one) => one.code === code);
  if (found === undefined) return text.t('portal-form.fields.offense.unsure');
  const { nibrs, title } = found;
  // An agency may map several of its titles to one NIBRS code; then only the agency's own titles tell them apart.
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
          <details key={slot} open={itemIsTouched(view.draft, kind, slot)}>
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

/** These fields go side by side. */
const PAIR: readonly string[] = ['brand', 'model'];

function ItemFields({ view, kind, slot }: ItemProps & { slot: number }): ReactElement {
  const [type, ...rest] = fieldsOf('items', kind);
  const question = ([name, field]: (typeof rest)[number]) => (
    <Question key={name} view={view} kind={kind} path={`items.${slot}.${name}`} field={field} />
  );
  return (
    <>
      {type === undefined ? null : question(type)}
      <div className="pair">{rest.filter(([name]) => PAIR.includes(name)).map(question)}</div>
      {rest.filter(([name]) => !PAIR.includes(name)).map(question)}
    </>
  );
}

export function FraudSection({ view }: { view: FormView }): ReactElement {
  return (
    <section id="section-what">
      <h2>{view.text.t('portal-kinds.fraud.what')}</h2>
      {fieldsOf('fraud', 'fraud').map(([name, field]) => (
        <Question key={name} view={view} kind="fraud" path={`fraud.${name}`} field={field} />
      ))}
    </section>
  );
}
