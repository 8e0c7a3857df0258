import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

/** One choice from a list that is too long to show. */
export function PickOne({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string;
  options: readonly { id: string; words: string }[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  return (
    <Select
      className="pick"
      value={chosen}
      onChange={(key) => {
        if (key !== null) onChoose(String(key));
      }}
    >
      <Label className="filter-label">{label}</Label>
      <Button className="button filter-button">
        <SelectValue className="cut">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <ListBox className="menu" items={options}>
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
