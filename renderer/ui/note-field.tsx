import { useEffect, useRef, useState } from 'react';
import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { Language } from '#shared/domain/report.ts';
import { ask } from '../bridge.ts';
import { withSentence } from '../model/insert-sentence.ts';
import { language, t } from '../t.ts';
import { type Offered, ReadySentences } from './ready-sentences.tsx';

const NONE: readonly Offered[] = [];

/** A note field, limited to 4,000 characters by default. Shows the remaining count when the text gets near the limit. */
export function NoteField({
  label,
  description,
  value,
  onChange,
  error,
  lang = language(),
  autoFocus = false,
  longest = 4000,
  sentences = NONE,
}: {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** Language of the letter that the note becomes part of. Defaults to the officer's own language if there is no letter. */
  lang?: Language;
  /** Set if the note is the first field to fill in. */
  autoFocus?: boolean;
  longest?: number;
  /** Saved replies that can be inserted. */
  sentences?: readonly Offered[];
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Where to put the text cursor when the list of saved replies closes.
  const [cursor, setCursor] = useState<number | null>(null);
  useEffect(() => {
    // If spell checking is unavailable, continue without it.
    ask('spelling.check-in', { language: lang }).catch(() => undefined);
  }, [lang]);
  useEffect(() => {
    if (cursor === null || isOpen) return;
    const frame = requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(cursor, cursor);
      setCursor(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [cursor, isOpen]);

  // The shortcut shown on the button works wherever the focus is in the form, so listen on the window.
  const hasSentences = sentences.length > 0;
  useEffect(() => {
    if (!hasSentences) return;
    const hear = (event: KeyboardEvent) => {
      if (event.key !== ';' || !event.ctrlKey) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [hasSentences]);

  const put = (words: string) => {
    const { selectionStart: start, selectionEnd: end } = area.current ?? {
      selectionStart: value.length,
      selectionEnd: value.length,
    };
    const next = withSentence(value, { start, end }, words);
    onChange(next.note);
    setCursor(next.cursor);
  };
  const left = longest - value.length;
  return (
    <TextField
      className="field note-field"
      value={value}
      onChange={onChange}
      maxLength={longest}
      isInvalid={error !== undefined}
    >
      <Label className="label">{label}</Label>
      {sentences.length > 0 && (
        <ReadySentences
          sentences={sentences}
          tooLong={sentences.filter(({ words }) => words.length + 2 > left).map(({ code }) => code)}
          isOpen={isOpen}
          onOpenChange={(open) => {
            setOpen(open);
            // Restores the text cursor even if nothing was chosen, so that the officer can continue typing.
            if (!open) setCursor((now) => now ?? area.current?.selectionStart ?? null);
          }}
          onChoose={put}
        />
      )}
      <Text slot="description" className="hint-text">
        {description}
        {left < 500 && ` ${t('ui.nCharactersLeft', { n: left })}`}
      </Text>
      <TextArea
        // Without this, Chromium would store the typed text in the page's history.
        autoComplete="off"
        className="input textarea"
        rows={4}
        dir="auto"
        spellCheck
        lang={lang}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={autoFocus}
        ref={area}
      />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
