import { Check } from 'lucide-react';
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
