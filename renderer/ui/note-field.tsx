import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';

/** A note of up to 4,000 characters; it says how many are left once that matters. */
export function NoteField({
  label,
  description,
  value,
  onChange,
  error,
  lang,
}: {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  lang?: string;
}) {
  const left = 4000 - value.length;
  return (
    <TextField className="field" value={value} onChange={onChange} maxLength={4000} isInvalid={error !== undefined}>
      <Label className="label">{label}</Label>
      <Text slot="description" className="hint-text">
        {description}
        {left < 500 && ` ${left.toLocaleString('en-US')} characters left.`}
      </Text>
      <TextArea className="input textarea" rows={4} spellCheck lang={lang} />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
