import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';

/** A note of up to 4,000 characters; it says how many are left once that matters. */
export function NoteField({
  label,
  description,
  value,
  onChange,
  error,
  lang,
  autoFocus = false,
}: {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  lang?: string;
  /** Where the note is the first thing to write. */
  autoFocus?: boolean;
}) {
  const left = 4000 - value.length;
  return (
    <TextField className="field" value={value} onChange={onChange} maxLength={4000} isInvalid={error !== undefined}>
      <Label className="label">{label}</Label>
      <Text slot="description" className="hint-text">
        {description}
        {left < 500 && ` ${left.toLocaleString('en-US')} characters left.`}
      </Text>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <TextArea className="input textarea" rows={4} dir="auto" spellCheck lang={lang} autoFocus={autoFocus} />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
