import type { AppError, FieldError } from '#shared/errors.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { errorFor } from './draft.ts';

/** Why it was not sent. */
export function Problem({ error }: { error: AppError }) {
  if (error.code === 'letter_changed') {
    return (
      <Notice tone="warn" role="alert" title={t('The wording of the letter changed meanwhile')}>
        {t('Nothing was sent. Beside this is the letter as it is now: read it, then send again.')}
      </Notice>
    );
  }
  if (error.code === 'stale_version') {
    return (
      <Notice tone="warn" role="alert" title={t('The report changed while this form was open')}>
        {t('Nothing was sent. What you wrote is kept: close this, read the report as it is now, then decide again.')}
      </Notice>
    );
  }
  return <ErrorNotice error={error} />;
}

const SHOWN_AT_FIELDS = [
  'offenseCode',
  'reasonCode',
  'duplicateOf',
  'missing',
  'outcome',
  'cause',
  'to',
  'field',
  'value',
  'note',
];

/** Complaints about something that has no field here are shown above the form: none may be lost. */
export function FormErrors({ errors }: { errors: readonly FieldError[] }) {
  const others = errors.filter((one) => !SHOWN_AT_FIELDS.some((path) => errorFor([one], path) !== undefined));
  if (others.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title={t('This cannot be sent as it is')}>
      {others.map((one) => (
        <p key={one.path}>{one.message}</p>
      ))}
    </Notice>
  );
}
