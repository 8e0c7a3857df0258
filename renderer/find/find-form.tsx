import { useEffect, useRef, useState } from 'react';
import { Button, type DateValue, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { FieldError as Fault } from '#shared/field-error.ts';
import { FIND_FIELDS, type FindField } from '#shared/find-api.ts';
import { t } from '../t.ts';
import { Day } from '../ui/day.tsx';
import { showFirstError } from '../ui/show-first-error.ts';
import { problemAt } from '../wording/error-words.ts';
import { FIND_FIELD_WORDS } from '../wording/find-words.ts';

export type Asked = {
  reason: string;
  fields: Readonly<Record<FindField, string>>;
  from: DateValue | null;
  to: DateValue | null;
};
export const NOTHING: Asked['fields'] = {
  number: '',
  name: '',
  address: '',
  phone: '',
  serial: '',
  words: '',
  officer: '',
};

export const EXAMPLES: Record<FindField, string> = {
  number: t('find.trackingOrCaseNumber'),
  name: t('find.reporterOrVictim'),
  address: t('find.locationOrReporter'),
  phone: t('find.wholeOrLastDigits'),
  serial: t('find.orAPartOfIt'),
  words: '',
  officer: t('find.whoWorkedOnIt'),
};

/**
 * The search form. A search is sent only on request, because the server logs each one. The reason is entered once and
 * kept for the session.
 */
export function FindForm({
  asked,
  onChange,
  isReasonKept,
  onChangeReason,
  faults,
  isBusy,
  onSearch,
  onClear,
}: {
  asked: Asked;
  onChange: (asked: Asked) => void;
  isReasonKept: boolean;
  onChangeReason: () => void;
  faults: readonly Fault[];
  isBusy: boolean;
  onSearch: () => void;
  onClear: () => void;
}) {
  const first = useRef<HTMLInputElement>(null);
  const [isChanging, setChanging] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (faults.length > 0) showFirstError(form.current);
  }, [faults]);
  const set = (field: FindField, value: string) => onChange({ ...asked, fields: { ...asked.fields, [field]: value } });
  const whole = problemAt(faults, 'fields');
  return (
    <Form
      className="find-form"
      ref={form}
      role="search"
      aria-label={t('find.findAReport')}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch();
      }}
    >
      {isReasonKept ? (
        <p className="find-reason">
          <span className="faint">{t('find.reasonForSearching')}</span> <b dir="auto">{asked.reason}</b>{' '}
          <Button
            className="button button-link"
            onPress={() => {
              setChanging(true);
              onChangeReason();
            }}
          >
            {t('find.changeReason')}
          </Button>
        </p>
      ) : (
        <Typed
          label={t('find.reasonForSearching')}
          example={t('find.reasonExample')}
          value={asked.reason}
          problem={problemAt(faults, 'reason')}
          takesFocus={isChanging}
          onChange={(reason) => onChange({ ...asked, reason })}
        />
      )}
      <div className="find-fields">
        {FIND_FIELDS.map((field) => (
          <Typed
            key={field}
            label={FIND_FIELD_WORDS[field]}
            example={EXAMPLES[field]}
            value={asked.fields[field]}
            problem={problemAt(faults, `fields.${field}`)}
            onChange={(value) => set(field, value)}
            {...(field === 'number' ? { box: first } : {})}
          />
        ))}
        <Day label={t('find.receivedFrom')} value={asked.from} onChange={(from) => onChange({ ...asked, from })} />
        <Day label={t('find.receivedTo')} value={asked.to} onChange={(to) => onChange({ ...asked, to })} />
      </div>
      <div className="find-buttons">
        <Button className="button button-primary" type="submit" isPending={isBusy}>
          {t('find.search')}
        </Button>
        <Button
          className="button"
          onPress={() => {
            onClear();
            first.current?.focus();
          }}
        >
          {t('find.clear')}
        </Button>
        {whole !== undefined && (
          <span className="field-error" role="alert">
            {whole}
          </span>
        )}
      </div>
    </Form>
  );
}

function Typed({
  label,
  example,
  value,
  problem,
  box,
  takesFocus = false,
  onChange,
}: {
  label: string;
  example: string;
  value: string;
  problem: string | undefined;
  box?: React.RefObject<HTMLInputElement | null>;
  takesFocus?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      maxLength={200}
      isInvalid={problem !== undefined}
      autoComplete="off"
      // The button that showed the field had the focus and is gone.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={takesFocus}
    >
      <Label className="label">{label}</Label>
      <Input className="input" placeholder={example} dir="auto" spellCheck={false} {...(box ? { ref: box } : {})} />
      <FieldError className="field-error">{problem}</FieldError>
    </TextField>
  );
}
