import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

const EVERYTHING = 'everything';

/** A filter with one choice, plus an option for everything. */
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
