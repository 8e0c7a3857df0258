import type { ReactElement } from 'react';
import { inLanguage } from '#shared/domain/by-language.ts';
import { fieldsOf } from '#shared/domain/fact-paths.ts';
import { asksSerials } from '#shared/domain/missing.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { hasSerial } from '#shared/domain/serial.ts';
import { type PortalText, plainOffense } from '../site/text.ts';
import { formName } from './draft.ts';
import { Choices, Folded, type FormView } from './fields.tsx';
import { Question } from './question.tsx';
import { offensesOf, UNSURE } from './read-report.ts';
import { ITEM_SLOTS, shownSlots } from './read-what.ts';

type KindProps = { view: FormView; kind: ReportKind };

/** Asks which offense title applies, in plain words. A kind of report with only one title needs no question. */
export function OffenseSection({ view, kind, policy }: KindProps & { policy: Policy }): ReactElement | null {
  const { text } = view;
  const offenses = offensesOf(policy, kind);
  if (offenses.length < 2) return null;
  const choices = offenses.map(({ code }) => ({ value: code, label: offenseLabel(code, kind, policy, text) }));
  return (
    <Choices
      view={view}
      name="offense"
      label={text.t('portal-form.fields.offense.label')}
      hint={text.t('portal-form.fields.offense.hint')}
      choices={[...choices, { value: UNSURE, label: text.t('portal-form.fields.offense.unsure') }]}
    />
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

/** Shows as many items as the person has begun, and a button to add one. */
export function ItemsSection({ view, kind, path }: ItemProps & { path: string }): ReactElement {
  const { text, draft } = view;
  const slots = shownSlots(draft, kind);
  const next = slots.length;
  return (
    <>
      {slots.map((slot) => (
        <fieldset key={slot} className="item">
          <legend className={slots.length === 1 ? 'unseen' : undefined}>
            {text.t('portal-form.fields.item', { number: slot + 1 })}
          </legend>
          <ItemFields view={view} kind={kind} slot={slot} />
        </fieldset>
      ))}
      <input type="hidden" name="slots" value={slots.length} />
      {next < ITEM_SLOTS.length ? (
        <button
          type="submit"
          className="second"
          name="edit"
          value="item"
          formAction={`${path}?page=what#items-${next}-type`}
        >
          {text.t('portal-form.fields.anotherItem')}
        </button>
      ) : (
        <p className="hint">{text.t('portal-form.fields.moreItems', { most: ITEM_SLOTS.length })}</p>
      )}
    </>
  );
}

/** The fields that officers ask about most often; the others are collapsed. */
const FIRST: readonly string[] = ['type', 'serialNumber', 'valueCents'];
const WITHOUT_SERIAL = FIRST.filter((name) => name !== 'serialNumber');

function ItemFields({ view, kind, slot }: ItemProps & { slot: number }): ReactElement {
  const typed = (name: string) => (view.draft[`items.${slot}.${name}`] ?? '').trim();
  const [type, brand] = [typed('type'), typed('brand')];
  const hasNumber = typed('serialNumber') !== '';
  const fields = fieldsOf('items', kind).filter(([name]) => name !== 'serialNumber' || hasNumber || asksSerials(kind));
  // Items that rarely have a serial number, such as wallets, don't show that field first. The script updates this while
  // the person types.
  const first = hasNumber || type === '' || hasSerial({ type, brand }) ? FIRST : WITHOUT_SERIAL;
  const question = ([name, field]: (typeof fields)[number]) => {
    const asked = <Question key={name} view={view} kind={kind} path={`items.${slot}.${name}`} field={field} />;
    if (name !== 'serialNumber') return asked;
    return (
      <div key={name} data-serial={true}>
        {asked}
      </div>
    );
  };
  const more = fields.filter(([name]) => !first.includes(name));
  return (
    <>
      {fields.filter(([name]) => first.includes(name)).map(question)}
      <Folded
        view={view}
        title={
          <>
            <span className="without-serial">{view.text.t('portal-form.fold.item')}</span>
            <span className="with-serial">{view.text.t('portal-form.fold.itemWithSerial')}</span>
          </>
        }
        names={more.map(([name]) => formName(`items.${slot}.${name}`))}
      >
        {more.map(question)}
      </Folded>
    </>
  );
}

export function FraudSection({ view }: { view: FormView }): ReactElement {
  return (
    <>
      {fieldsOf('fraud', 'fraud').map(([name, field]) => (
        <Question key={name} view={view} kind="fraud" path={`fraud.${name}`} field={field} />
      ))}
    </>
  );
}
