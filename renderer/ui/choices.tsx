import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Checkbox, CheckboxGroup, FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components';
import { t } from '../t.ts';

export type Choice = {
  value: string;
  title: string;
  marks?: ReactNode;
  detail?: ReactNode;
  disabled?: boolean;
  /** The number key that selects this choice, if it differs from the position in the list. */
  number?: number;
};

const numberOf = ({ number }: Choice, at: number): number => number ?? at + 1;

/** The choice whose number key was pressed, wherever it is in the list, even if it is disabled. */
export function chosenByKey(choices: readonly Choice[], key: string): Choice | undefined {
  return /^[1-9]$/.test(key) ? choices.find((one, at) => numberOf(one, at) === Number(key)) : undefined;
}

type HeadProps = { label: string; description: string | undefined; error: string | undefined };

/** The label, description and error above a list of choices. */
function Head({ label, description, error }: HeadProps) {
  return (
    <>
      <Label className="label">{label}</Label>
      {description !== undefined && (
        <Text slot="description" className="hint-text">
          {description}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </>
  );
}

/**
 * A single-choice list with room for details about each option. It takes the focus when it appears, unless `autoFocus`
 * is false, as for a list that appears because of another choice.
 */
export function OneOf({
  label,
  description,
  choices,
  value,
  onChange,
  onUnavailable,
  error,
  autoFocus = true,
}: {
  label: string;
  description?: string;
  choices: readonly Choice[];
  value: string | null;
  onChange: (value: string) => void;
  /** Called when the number of a disabled choice is pressed; the list should then have no choice. */
  onUnavailable?: () => void;
  error: string | undefined;
  autoFocus?: boolean;
}) {
  const first = choices.find((choice) => choice.disabled !== true);
  const focused = value ?? first?.value;
  const [refusedValue, setRefused] = useState<string | null>(null);
  const refused = value === null ? choices.find((choice) => choice.value === refusedValue) : undefined;
  return (
    <RadioGroup className="choices" value={value} onChange={onChange} isInvalid={error !== undefined}>
      <Head label={label} description={description} error={error} />
      <p className="field-error" role="status" hidden={refused === undefined}>
        {refused !== undefined && t('ui.choiceUnavailable', { title: refused.title })}
      </p>
      {/* A number key selects a choice, wherever the focus is in the list. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="choices-list"
        onKeyDown={({ key, ctrlKey, altKey, metaKey, currentTarget }) => {
          const chosen = chosenByKey(choices, key);
          if (chosen === undefined || ctrlKey || altKey || metaKey) return;
          setRefused(chosen.disabled === true ? chosen.value : null);
          if (chosen.disabled === true) {
            onUnavailable?.();
            return;
          }
          onChange(chosen.value);
          // Space and the arrow keys then apply to this choice, not to the one that had the focus.
          const inputs = [...currentTarget.querySelectorAll('input')];
          inputs.find(({ value: one }) => one === chosen.value)?.focus();
        }}
      >
        {choices.map((choice, at) => (
          <Radio
            className="choice"
            key={choice.value}
            value={choice.value}
            isDisabled={choice.disabled === true}
            // The form can be opened from the keyboard, so the first choice gets the focus.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={autoFocus && choice.value === focused}
          >
            <span className="choice-mark" aria-hidden>
              <Check />
            </span>
            <ChoiceText choice={choice} />
            {numberOf(choice, at) <= 9 && <kbd aria-hidden>{numberOf(choice, at)}</kbd>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** A multiple-choice list. */
export function SomeOf({
  label,
  description,
  choices,
  values,
  onChange,
  error,
}: {
  label: string;
  description?: string;
  choices: readonly Choice[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  error: string | undefined;
}) {
  return (
    <CheckboxGroup className="choices" value={[...values]} onChange={onChange} isInvalid={error !== undefined}>
      <Head label={label} description={description} error={error} />
      <div className="choices-list">
        {choices.map((choice, at) => (
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          <Checkbox className="choice" key={choice.value} value={choice.value} autoFocus={at === 0}>
            <span className="choice-mark choice-mark-square" aria-hidden>
              <Check />
            </span>
            <ChoiceText choice={choice} />
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}

function ChoiceText({ choice }: { choice: Choice }) {
  return (
    <>
      <span className="choice-title">
        {choice.title}
        {choice.marks}
      </span>
      {choice.detail !== undefined && <span className="choice-detail">{choice.detail}</span>}
    </>
  );
}
