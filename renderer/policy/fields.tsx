import { type ReactNode, useId, useState } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { LANGUAGES, type Language } from '#shared/words/languages.ts';
import { Segments } from '../ui/segments.tsx';
import { Tick } from '../ui/tick.tsx';
import { problemAt } from '../wording/error-words.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';
import {
  dollarsOf,
  dollarsTyped,
  joinParagraphs,
  listAt,
  numberTyped,
  problemUnder,
  splitParagraphs,
  textAt,
  valueAt,
} from './document.ts';
import { noteAt, noteWords } from './language-notes.ts';
import { useEditing } from './use-editing.ts';

type At = { path: string; label: string };

/** A field with its error below it. */
function Field({
  label,
  value,
  onChange,
  error,
  path,
  description,
  warning,
  lang,
  rows = 1,
  isNumber = false,
  isShort = isNumber,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  /** Path of the value in the draft, so that a list of problems can jump here. */
  path: string;
  description?: string | undefined;
  /** Something to check, though it isn't an error. */
  warning?: string | undefined;
  lang?: Language | undefined;
  rows?: number;
  isNumber?: boolean;
  isShort?: boolean;
}) {
  return (
    <TextField
      className={isShort ? 'field policy-number' : 'field'}
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      data-path={path}
    >
      <Label className="label">{label}</Label>
      {(description !== undefined || warning !== undefined) && (
        <Text slot="description" className="hint-text">
          {description}
          {warning !== undefined && <span className="field-warning">{warning}</span>}
        </Text>
      )}
      {rows === 1 ? (
        <Input className="input" autoComplete="off" lang={lang} {...(isNumber ? { inputMode: 'numeric' } : {})} />
      ) : (
        <TextArea className="input textarea" autoComplete="off" lang={lang} rows={rows} spellCheck />
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}

export function TextAt({
  path,
  label,
  description,
  lang,
  rows = 1,
  isOptional = false,
  isShort = false,
}: At & { description?: string; lang?: Language; rows?: number; isOptional?: boolean; isShort?: boolean }) {
  const { doc, put, faults } = useEditing();
  return (
    <Field
      label={label}
      path={path}
      description={description}
      value={textAt(doc, path)}
      onChange={(value) => put(path, isOptional && value === '' ? null : value)}
      error={problemUnder(faults, path)}
      lang={lang}
      rows={rows}
      isShort={isShort}
    />
  );
}

/**
 * The same text in every language, side by side if there is room. An optional text that is empty in all of them becomes
 * null.
 */
export function ByLanguageAt({
  path,
  label,
  rows = 1,
  isOptional = false,
}: At & { rows?: number; isOptional?: boolean }) {
  const { doc, put, faults, notes } = useEditing();
  const change = (language: Language, value: string) => {
    const texts = { ...Object(valueAt(doc, path)), [language]: value };
    const isEmpty = isOptional && LANGUAGES.every((one) => textAt(texts, one) === '');
    put(path, isEmpty ? null : texts);
  };
  return (
    <div className="policy-languages">
      {LANGUAGES.map((one) => {
        const note = noteAt(notes, path, one);
        return (
          <Field
            key={one}
            label={`${label} (${LANGUAGE_WORDS[one]})`}
            path={`${path}.${one}`}
            value={textAt(doc, `${path}.${one}`)}
            onChange={(value) => change(one, value)}
            // An error about the whole text, such as every language being empty, is shown at the first language.
            error={
              problemUnder(faults, `${path}.${one}`) ?? (one === LANGUAGES[0] ? problemAt(faults, path) : undefined)
            }
            warning={note && noteWords(note)}
            lang={one}
            rows={rows}
          />
        );
      })}
    </div>
  );
}

export function NumberAt({ path, label, description }: At & { description?: string }) {
  const { doc, put, faults } = useEditing();
  return (
    <Field
      label={label}
      path={path}
      value={textAt(doc, path)}
      onChange={(value) => put(path, numberTyped(value))}
      error={problemUnder(faults, path)}
      description={description}
      isNumber
    />
  );
}

/** An amount typed in dollars and stored in cents. */
export function DollarsAt({ path, label, description }: At & { description: string }) {
  const { doc, put, faults } = useEditing();
  const [typed, setTyped] = useState('');
  const stored = valueAt(doc, path);
  return (
    <Field
      label={label}
      path={path}
      // "2500.00" stays as typed, although it equals "2500".
      value={dollarsTyped(typed) === stored ? typed : dollarsOf(stored)}
      onChange={(value) => {
        setTyped(value);
        put(path, dollarsTyped(value));
      }}
      error={problemUnder(faults, path)}
      description={description}
      isNumber
    />
  );
}

/**
 * The text shown for a list that is edited as one text. What was typed is shown as long as it matches the draft, so
 * that a new, still empty line doesn't disappear.
 */
function useListText(path: string, join: (list: readonly unknown[]) => string, split: (text: string) => unknown[]) {
  const { doc, put } = useEditing();
  const [typed, setTyped] = useState('');
  const stored = listAt(doc, path);
  const isTyped = JSON.stringify(split(typed)) === JSON.stringify(stored);
  return {
    value: isTyped ? typed : join(stored),
    onChange: (text: string) => {
      setTyped(text);
      put(path, split(text));
    },
  };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const asTyped = (line: string): unknown => line;

/** A list of short values, one per line. */
export function LinesAt({
  path,
  label,
  description,
  rows,
  read = asTyped,
  show = String,
}: At & {
  description: string;
  rows: number;
  read?: (line: string) => unknown;
  show?: (value: unknown) => string;
}) {
  const { faults } = useEditing();
  const text = useListText(
    path,
    (list) => list.map(show).join('\n'),
    (typed) => linesOf(typed).map(read),
  );
  return (
    <Field
      label={label}
      path={path}
      description={description}
      {...text}
      error={problemUnder(faults, path)}
      rows={rows}
    />
  );
}

/** A letter's paragraphs in one text, with empty lines between them. */
export function ParagraphsAt({ path, label, lang }: At & { lang: Language }) {
  const { faults } = useEditing();
  const text = useListText(path, joinParagraphs, splitParagraphs);
  return <Field label={label} path={path} {...text} error={problemUnder(faults, path)} lang={lang} rows={14} />;
}

export function TickAt({ path, label }: At) {
  const { doc, put } = useEditing();
  return <Tick words={label} isOn={valueAt(doc, path) === true} onChange={(isOn) => put(path, isOn)} />;
}

export function ChoiceAt({ path, label, choices }: At & { choices: readonly { value: string; words: string }[] }) {
  const { doc, put } = useEditing();
  return <Segments label={label} choices={choices} value={textAt(doc, path)} onChange={(value) => put(path, value)} />;
}

/** A group of fields under a heading. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="policy-group" aria-labelledby={id}>
      <h2 className="section-title" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
