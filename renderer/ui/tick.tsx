import { Check, Minus } from 'lucide-react';
import { Checkbox } from 'react-aria-components';

/** A checkbox. */
export function Tick({ words, isOn, onChange }: { words: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <Checkbox className="tick" isSelected={isOn} onChange={onChange}>
      <span className="choice-mark choice-mark-square" aria-hidden>
        <Check />
      </span>
      {words}
    </Checkbox>
  );
}

/** The checkbox that selects a row of a list; in the select-all row, `isSome` means that only some rows are selected. */
export function ChooseBox({
  label,
  isOn,
  isSome = false,
  onChange,
}: {
  label: string;
  isOn: boolean;
  isSome?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const partly = isSome && !isOn;
  return (
    <Checkbox className="tick" aria-label={label} isSelected={isOn} isIndeterminate={partly} onChange={onChange}>
      <span className="choice-mark choice-mark-square" aria-hidden>
        {partly ? <Minus /> : <Check />}
      </span>
    </Checkbox>
  );
}
