import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  DateField,
  DateInput,
  DateSegment,
  type DateValue,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';

const EVERYTHING = 'everything';

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

export function Pick<Id extends string>({
  label,
  none,
  options,
  chosen,
  onChoose,
}: {
  label: string;
  none: string;
  options: readonly { id: Id; words: string }[];
  chosen: Id | undefined;
  onChoose: (id: Id | undefined) => void;
}) {
  return (
    <Select
      className="pick"
      value={chosen ?? EVERYTHING}
      onChange={(key) => onChoose(options.find(({ id }) => id === key)?.id)}
    >
      <Label className="filter-label">{label}</Label>
      <Button className={`button filter-button${chosen === undefined ? '' : ' filter-on'}`}>
        <SelectValue className="cut">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <ListBox className="menu" items={[{ id: EVERYTHING, words: none }, ...options]}>
          {(option) => (
            <ListBoxItem className="menu-item" id={option.id} textValue={option.words}>
              <Check className="icon menu-check" aria-hidden />
              <span className="cut">{option.words}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
