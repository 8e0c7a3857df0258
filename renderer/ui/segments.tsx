import { Label, Radio, RadioGroup, Text } from 'react-aria-components';

/** A single choice among a few short options, side by side; the selected one is outlined and announced as selected. */
export function Segments<T extends string | number>({
  label,
  description,
  choices,
  value,
  onChange,
}: {
  label: string;
  description?: string;
  choices: readonly { value: T; words: string }[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <RadioGroup
      className="setting"
      orientation="horizontal"
      value={String(value)}
      onChange={(chosen) => {
        const choice = choices.find((one) => String(one.value) === chosen);
        if (choice !== undefined) onChange(choice.value);
      }}
    >
      <Label className="setting-name">{label}</Label>
      <div className="segments">
        {choices.map((choice) => (
          <Radio className="segment" value={String(choice.value)} key={choice.value}>
            {choice.words}
          </Radio>
        ))}
      </div>
      {description !== undefined && (
        <Text slot="description" className="setting-more">
          {description}
        </Text>
      )}
    </RadioGroup>
  );
}
