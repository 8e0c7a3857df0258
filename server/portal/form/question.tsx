import type { ReactElement } from 'react';
import type { Kind, Words } from '#shared/domain/fact-field.ts';
import type { AskKey, FactField } from '#shared/domain/fact-fields.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { languageLabel, type PortalText } from '../site/text.ts';
import { formName } from './draft.ts';
import { Choices, type FormView, TextBox, TextField, Ticks } from './fields.tsx';
import { tickedIn } from './read-fields.ts';

type QuestionProps = {
  view: FormView;
  kind: Kind;
  /** The path of the answer in the facts, such as `items.0.brand`. */
  path: string;
  field: FactField;
  /** Overrides the fact table's hint, when the hint depends on the agency. */
  hint?: string;
  /** The id of a `<datalist>` for autocompletion. */
  list?: string;
};

/** A form question that is a single field or choice, as defined in the fact table. */
export function Question({ view, kind, path, field, hint, list }: QuestionProps): ReactElement | null {
  const { text } = view;
  const { ask } = field;
  const label = wordsFor(text, ask?.label, kind);
  if (ask === undefined || label === undefined) return null;
  const help = hint ?? wordsFor(text, ask.hint, kind);
  const common = {
    view,
    name: formName(path),
    label,
    ...(help === undefined ? {} : { hint: help }),
    ...(field.required ? {} : { optional: true }),
  };
  const choices = choicesOf(text, field);
  if (field.kind === 'several')
    return <Ticks {...common} choices={choices} chosen={tickedIn(view.draft, formName(path), field)} />;
  if (choices.length > 0) return <Choices {...common} choices={choices} />;
  const { width, autoComplete, spellCheck } = ask;
  const typed = {
    ...common,
    ...(width === undefined ? {} : { width }),
    ...(autoComplete === undefined ? {} : { autoComplete }),
    ...(spellCheck === undefined ? {} : { spellCheck }),
  };
  if (ask.rows !== undefined) return <TextBox {...typed} rows={ask.rows} />;
  if (field.kind === 'money') return <TextField {...typed} inputMode="decimal" width="short" prefix="$" />;
  if (field.kind === 'email') return <TextField {...typed} type="email" inputMode="email" />;
  if (field.kind === 'phone') return <TextField {...typed} type="tel" inputMode="tel" />;
  return <TextField {...typed} {...(list === undefined ? {} : { list })} />;
}

/** Returns the choices of a field, each with the value used in the form; empty when the answer is typed. */
export function choicesOf(text: PortalText, field: FactField): { value: string; label: string }[] {
  if (field.kind === 'yesNo')
    return [
      { value: 'yes', label: text.t(field.yes) },
      { value: 'no', label: text.t(field.no) },
    ];
  if (field.kind === 'language') return LANGUAGES.map((value) => ({ value, label: languageLabel(value, text) }));
  if (field.kind !== 'choice' && field.kind !== 'several') return [];
  return Object.entries(field.choices).map(([value, { ask }]) => ({ value, label: text.t(ask) }));
}

/** The fact table's message for a kind of report. */
export function wordsFor(text: PortalText, words: Words<AskKey> | undefined, kind: Kind): string | undefined {
  const key = typeof words === 'object' ? words[kind] : words;
  return key === undefined ? undefined : text.t(key);
}
