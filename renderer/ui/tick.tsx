import { Check, Minus } from 'lucide-react';
import { Checkbox } from 'react-aria-components';

/** Something that is on or off. */
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

/** The box that chooses a row of a list; for the row of all, `isSome` says that only some of them are chosen. */
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
