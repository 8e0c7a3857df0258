import type { HTMLInputAutoCompleteAttribute, ReactElement, ReactNode } from 'react';
import type { PortalText } from '../site/text.ts';
import { type Draft, type FieldError, fieldId } from './draft.ts';

/** What is needed to render a form: its wording, what was typed, and the errors. */
export type FormView = { text: PortalText; draft: Draft; fieldErrors: readonly FieldError[] };

type Common = { view: FormView; name: string; label: ReactNode; hint?: string; optional?: boolean };

type TextFieldProps = Common & {
  type?: 'text' | 'email' | 'tel' | 'date' | 'time';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel';
  /**
   * Use "off" for secrets only, because it keeps browsers from restoring what was typed when a person returns to the
   * form.
   */
  autoComplete?: HTMLInputAutoCompleteAttribute;
  width?: 'full' | 'medium' | 'short' | 'tiny';
  prefix?: string;
  list?: string;
  /** Set to false for numbers and addresses, which a spell checker would only underline. */
  spellCheck?: boolean;
  /** Focuses the field if it has an error: for a page with only this field and no error summary. */
  isFocused?: boolean;
};

/** A control under its label, with its hint and error. */
function Labeled({ view, name, label, hint, optional, children }: Common & { children: ReactNode }): ReactElement {
  const id = fieldId(name);
  const message = fieldErrorFor(view, name);
  return (
    <div className={group(message)}>
      <label htmlFor={id}>
        {label}
        {optional === true ? <span className="optional"> {view.text.t('portal-site.optional')}</span> : null}
      </label>
      <Hint id={id} hint={hint} />
      <ErrorLine view={view} id={id} message={message} />
      {children}
    </div>
  );
}

export function TextField(props: TextFieldProps): ReactElement {
  const { view, name, hint, type = 'text', width = 'full', prefix } = props;
  const id = fieldId(name);
  const message = fieldErrorFor(view, name);
  const input = (
    <input
      id={id}
      name={name}
      type={type}
      className={width}
      defaultValue={view.draft[name] ?? ''}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete}
      spellCheck={props.spellCheck}
      list={props.list}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- what is wrong with it must be heard first
      autoFocus={props.isFocused === true && message !== null}
      {...described(id, hint, message)}
    />
  );
  return (
    <Labeled {...props}>
      {prefix === undefined ? (
        input
      ) : (
        <div className="prefixed">
          <span aria-hidden="true">{prefix}</span>
          {input}
        </div>
      )}
    </Labeled>
  );
}

type TextBoxProps = Common &
  Pick<TextFieldProps, 'autoComplete' | 'spellCheck'> & {
    rows: number;
    /** Maximum number of characters, with a countdown. */
    most?: number;
  };

/** What the page's script needs to count down the characters that are left. */
export const counted = ({ text }: FormView, most: number) => ({
  'data-count': text.t('portal-form.fields.how.left', { left: '{left}' }),
  'data-over': text.t('portal-form.fields.how.over', { left: '{left}' }),
  'data-most': most,
});

export function TextBox(props: TextBoxProps): ReactElement {
  const { view, name, hint, rows, most } = props;
  const id = fieldId(name);
  const message = fieldErrorFor(view, name);
  return (
    <Labeled {...props}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        defaultValue={view.draft[name] ?? ''}
        autoComplete={props.autoComplete}
        spellCheck={props.spellCheck}
        {...(most === undefined ? {} : counted(view, most))}
        {...described(id, hint, message)}
      />
    </Labeled>
  );
}

export type Choice = {
  value: string;
  label: string;
  /** Fields that apply only to this choice; the style sheet shows them while it is selected. */
  more?: ReactNode;
};

export function Choices(props: Common & { choices: readonly Choice[] }): ReactElement {
  const { view, name, label, hint, optional, choices } = props;
  const id = fieldId(name);
  const message = fieldErrorFor(view, name);
  return (
    <fieldset className={group(message)} {...described(id, hint, message, false)}>
      <legend>
        {label}
        {optional === true ? <span className="optional"> {view.text.t('portal-site.optional')}</span> : null}
      </legend>
      <Hint id={id} hint={hint} />
      <ErrorLine view={view} id={id} message={message} />
      {choices.map((one, index) => (
        <div key={one.value}>
          <div className="choice">
            <input
              id={index === 0 ? id : `${id}-${index}`}
              name={name}
              type="radio"
              value={one.value}
              defaultChecked={view.draft[name] === one.value}
            />
            <label htmlFor={index === 0 ? id : `${id}-${index}`}>{one.label}</label>
          </div>
          {one.more === undefined ? null : <div className="more">{one.more}</div>}
        </div>
      ))}
    </fieldset>
  );
}

/** A checkbox for each choice; those in `chosen` are checked. */
export function Ticks(props: Common & { choices: readonly Choice[]; chosen: readonly string[] }): ReactElement {
  const { view, name, label, hint, choices, chosen } = props;
  const id = fieldId(name);
  const message = fieldErrorFor(view, name);
  return (
    <fieldset className={group(message)} {...described(id, hint, message, false)}>
      <legend>{label}</legend>
      <Hint id={id} hint={hint} />
      <ErrorLine view={view} id={id} message={message} />
      {choices.map(({ value, label: words }, index) => {
        const own = index === 0 ? id : `${id}-${value}`;
        return (
          <div key={value} className="choice">
            <input
              id={own}
              name={`${name}.${value}`}
              type="checkbox"
              value="yes"
              defaultChecked={chosen.includes(value)}
            />
            <label htmlFor={own}>{words}</label>
          </div>
        );
      })}
    </fieldset>
  );
}

type SelectProps = Common & { none: string; options: readonly { value: string; label: string }[] };

export function SelectField(props: SelectProps): ReactElement {
  const { view, name, hint, none, options } = props;
  const id = fieldId(name);
  const message = fieldErrorFor(view, name);
  return (
    <Labeled {...props}>
      <select id={id} name={name} defaultValue={view.draft[name] ?? ''} {...described(id, hint, message)}>
        <option value="">{none}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </Labeled>
  );
}

/** All errors of a field, one per line: several files may be refused at once. */
export function fieldErrorFor(view: FormView, name: string): string | null {
  const about = view.fieldErrors.filter((one) => one.field === name);
  return about.length === 0 ? null : about.map((one) => one.message).join('\n');
}

export function group(message: string | null): string {
  return message === null ? 'group' : 'group wrong';
}

/**
 * Attributes that associate a hint and an error with a field. Use `ownState` false for a group of choices, which cannot
 * be marked as invalid.
 */
export function described(id: string, hint: string | undefined, message: string | null, ownState = true) {
  const ids = [...(hint ? [`${id}-hint`] : []), ...(message === null ? [] : [`${id}-error`])];
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': message === null || !ownState ? undefined : true,
  };
}

export function Hint({ id, hint }: { id: string; hint: string | undefined }): ReactElement | null {
  return hint ? (
    <p className="hint" id={`${id}-hint`}>
      {hint}
    </p>
  ) : null;
}

type ErrorLineProps = { view: FormView; id: string; message: string | null };

export function ErrorLine({ view, id, message }: ErrorLineProps): ReactElement | null {
  return message === null ? null : (
    <p className="error" id={`${id}-error`}>
      <span className="unseen">{view.text.t('portal-errors.prefix')} </span>
      {message}
    </p>
  );
}

type FoldedProps = { view: FormView; title: ReactNode; names: readonly string[]; children: ReactNode };

/** Fields that few people need, collapsed; they open if one has an answer or an error. */
export function Folded({ view, title, names, children }: FoldedProps): ReactElement {
  const isNeeded = names.some((name) => (view.draft[name] ?? '') !== '' || fieldErrorFor(view, name) !== null);
  return (
    <details open={isNeeded}>
      <summary>{title}</summary>
      <div className="folded">{children}</div>
    </details>
  );
}
