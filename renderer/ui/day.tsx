import { DateField, DateInput, DateSegment, type DateValue, FieldError, Label } from 'react-aria-components';

/** A date field in a row of filters, or in a form with its error. */
export function Day({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  value: DateValue | null;
  onChange: (value: DateValue | null) => void;
  error?: string | undefined;
}) {
  return (
    <DateField className="day" value={value} onChange={onChange} granularity="day" isInvalid={error !== undefined}>
      <Label className="filter-label">{label}</Label>
      <DateInput className="day-input">{(segment) => <DateSegment className="day-part" segment={segment} />}</DateInput>
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
    </DateField>
  );
}
