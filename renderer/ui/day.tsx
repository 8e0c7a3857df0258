import { useState } from 'react';
import { DateField, DateInput, DateSegment, type DateValue, FieldError, Label } from 'react-aria-components';

/** Earlier years are the first digits of a year that is still being typed. */
const FIRST_YEAR = 1000;

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
  const [typed, setTyped] = useState<DateValue | null>(null);
  const given = value?.toString() ?? '';
  const [last, setLast] = useState(given);
  if (last !== given) {
    setLast(given);
    setTyped(null);
  }
  const change = (next: DateValue | null) => {
    const isWhole = next === null || next.year >= FIRST_YEAR;
    setTyped(isWhole ? null : next);
    if (isWhole) onChange(next);
  };
  return (
    <DateField
      className="day"
      value={typed ?? value}
      onChange={change}
      granularity="day"
      isInvalid={error !== undefined}
    >
      <Label className="filter-label">{label}</Label>
      <DateInput className="day-input">{(segment) => <DateSegment className="day-part" segment={segment} />}</DateInput>
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
    </DateField>
  );
}
