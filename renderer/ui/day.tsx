import { DateField, DateInput, DateSegment, type DateValue, Label } from 'react-aria-components';

/** A date among filters. */
export function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: DateValue | null;
  onChange: (value: DateValue | null) => void;
}) {
  return (
    <DateField className="day" value={value} onChange={onChange} granularity="day">
      <Label className="filter-label">{label}</Label>
      <DateInput className="day-input">{(segment) => <DateSegment className="day-part" segment={segment} />}</DateInput>
    </DateField>
  );
}
