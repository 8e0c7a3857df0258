import { Check } from 'lucide-react';
import { Checkbox, CheckboxGroup, FieldError, Label, Text } from 'react-aria-components';
import { listAt, problemUnder } from './document.ts';
import { useEditing } from './use-editing.ts';

export type Option = { value: string; words: string };

/**
 * Selects several values from a list. A value no longer in the list, such as a removed reason, is shown so that it can
 * be unchecked.
 */
export function SomeAt({
  path,
  label,
  description,
  options,
}: {
  path: string;
  label: string;
  description?: string | undefined;
  options: readonly Option[];
}) {
  const { doc, put, faults } = useEditing();
  const chosen = listAt(doc, path).map(String);
  const error = problemUnder(faults, path);
  const unlisted = chosen.filter((one) => !options.some(({ value }) => value === one));
  const all = [...options, ...unlisted.map((value) => ({ value, words: value }))];
  return (
    <CheckboxGroup
      className="field"
      value={chosen}
      // Store the values in the order of the list, not in the order of the clicks.
      onChange={(values) =>
        put(
          path,
          all.map(({ value }) => value).filter((one) => values.includes(one)),
        )
      }
      isInvalid={error !== undefined}
      data-path={path}
    >
      <Label className="label">{label}</Label>
      {description !== undefined && (
        <Text slot="description" className="hint-text">
          {description}
        </Text>
      )}
      <div className={options.length > 4 ? 'policy-some' : 'policy-picks'}>
        {all.map(({ value, words }) => (
          <Checkbox className="tick" key={value} value={value}>
            <span className="choice-mark choice-mark-square" aria-hidden>
              <Check />
            </span>
            {words}
          </Checkbox>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </CheckboxGroup>
  );
}
