import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextField,
} from 'react-aria-components';
import { fieldAt } from '#shared/domain/fact-paths.ts';
import { chosenIn } from '#shared/domain/several.ts';
import { typedValue } from '#shared/domain/typed-value.ts';
import { instantOf, localTime } from '../model/time.ts';
import { locale, t } from '../t.ts';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { useDesk } from '../ui/desk-clock.tsx';
import { fieldWords, fixedValues, valueWords } from '../wording/field-words.ts';
import { type CorrectableField, correctableFields } from './correction.ts';
import { errorFor } from './draft.ts';
import type { FormProps } from './forms.tsx';

const HELP: Readonly<Record<string, string>> = {
  'who.language': t('review.lettersWillBeWrittenInThis'),
};

/** What the browser's own fields offer for a kind of value; everything else is typed as text. */
const INPUT_TYPES: Readonly<Record<string, string>> = { instant: 'datetime-local', birthDate: 'date' };

/** Adds one corrected value next to what the reporter wrote, which is kept unchanged. */
export function CorrectForm({ view, draft, onChange, errors }: FormProps) {
  const fields = correctableFields(view.report);
  const chosen = fields.find(({ field }) => field === draft.field);
  const { zone } = useDesk();
  const wrongField = errorFor(errors, 'field');
  return (
    <>
      <Select
        className="field"
        value={draft.field ?? null}
        onChange={(field) => {
          const next = fields.find((one) => one.field === field);
          if (next !== undefined) onChange({ field: next.field, value: typedValue(next.field, next.value) });
        }}
        isInvalid={wrongField !== undefined}
        placeholder={t('review.chooseWhatToCorrect')}
      >
        <Label className="label">{t('review.detailToCorrect')}</Label>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Button className="input select" autoFocus>
          <SelectValue className="cut">
            {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
          </SelectValue>
          <ChevronDown className="icon" aria-hidden />
        </Button>
        <FieldError className="field-error">{wrongField}</FieldError>
        <Popover className="popover">
          <ListBox className="menu" items={fields.map(({ field, value }) => ({ id: field, value }))}>
            {({ id, value }) => (
              <ListBoxItem className="menu-item field-option" id={id} textValue={fieldWords(id)}>
                <Check className="icon menu-check" aria-hidden />
                <span>{fieldWords(id)}</span>
                <span className="faint cut">{valueWords(id, value, zone)}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </Select>
      {chosen !== undefined && (
        <RightValue
          chosen={chosen}
          value={draft.value ?? ''}
          onChange={(value) => onChange({ value })}
          error={errorFor(errors, 'value')}
        />
      )}
    </>
  );
}

/** Field names are lowercase for use within sentences, so capitalize them here. */
const asTitle = (words: string): string => words.charAt(0).toLocaleUpperCase(locale()) + words.slice(1);

function RightValue({
  chosen: { field, value: told },
  value,
  onChange,
  error,
}: {
  chosen: CorrectableField;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const { zone } = useDesk();
  const beside = t('review.reporterEnteredValue', { value: valueWords(field, told, zone) });
  const description = [beside, HELP[field]].filter(Boolean).join(' ');
  const fixed = fixedValues(field);
  if (fixed !== undefined) {
    const choices = Object.entries(fixed).map(([one, words]) => ({ value: one, title: asTitle(words) }));
    const about = fieldAt(field);
    if (about?.kind === 'several')
      return (
        <SomeOf
          label={t('review.correctedValue')}
          description={description}
          choices={choices}
          values={chosenIn(about, value)}
          onChange={(chosen) => onChange(chosenIn(about, chosen.join(' ')).join(' '))}
          error={error}
        />
      );
    return (
      <OneOf
        label={t('review.correctedValue')}
        description={description}
        choices={choices}
        value={value}
        onChange={onChange}
        error={error}
      />
    );
  }
  const kind = fieldAt(field)?.kind ?? '';
  const isTime = kind === 'instant';
  return (
    <TextField
      className="field"
      {...(isTime
        ? {
            value: value === '' ? '' : localTime(value, zone),
            onChange: (typed: string) => onChange(typed === '' ? '' : instantOf(typed.slice(0, 16), zone)),
          }
        : { value, onChange })}
      isInvalid={error !== undefined}
      maxLength={400}
    >
      <Label className="label">{t('review.correctedValue')}</Label>
      <Text slot="description" className="hint-text">
        {description}
      </Text>
      <Input className="input" type={INPUT_TYPES[kind] ?? 'text'} dir="auto" autoComplete="off" />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
