import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import { plural } from '../t.ts';

/** A note, of up to 4,000 characters where nothing else is said; it says how many are left once that matters. */
export function NoteField({
  label,
  description,
  value,
  onChange,
  error,
  lang,
  autoFocus = false,
  longest = 4000,
}: {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  lang?: string;
  /** Where the note is the first thing to write. */
  autoFocus?: boolean;
  longest?: number;
}) {
  const left = longest - value.length;
  return (
    <TextField className="field" value={value} onChange={onChange} maxLength={longest} isInvalid={error !== undefined}>
      <Label className="label">{label}</Label>
      <Text slot="description" className="hint-text">
        {description}
        {left < 500 && ` ${plural(left, '{n} character left.', '{n} characters left.')}`}
      </Text>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <TextArea className="input textarea" rows={4} dir="auto" spellCheck lang={lang} autoFocus={autoFocus} />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
