import { Check, ChevronDown } from 'lucide-react';
import { Button, FieldError, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

/** A single choice from a list that is too long to show in full. */
export function PickOne({
  label,
  options,
  chosen,
  onChoose,
  placeholder,
  error,
}: {
  label: string;
  options: readonly { id: string; words: string }[];
  /** Null if nothing is chosen yet; the placeholder is then shown. */
  chosen: string | null;
  onChoose: (id: string) => void;
  placeholder?: string;
  error?: string | undefined;
}) {
  return (
    <Select
      className="pick"
      value={chosen}
      {...(placeholder === undefined ? {} : { placeholder })}
      isInvalid={error !== undefined}
      onChange={(key) => {
        if (key !== null) onChoose(String(key));
      }}
    >
      <Label className="filter-label">{label}</Label>
      <Button className="button filter-button">
        <SelectValue className="cut">
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <FieldError className="field-error">{error}</FieldError>
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
