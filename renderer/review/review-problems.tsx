import { Button } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import type { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { fieldSentence } from '../wording/error-words.ts';
import { errorFor } from './draft.ts';

/** Explains why the act was not sent. */
export function Problem({ error }: { error: AppError }) {
  if (error.code === 'letter_changed') {
    return (
      <Notice tone="warn" role="alert" title={t('review.theLettersWordingHasChanged')}>
        {t('review.nothingWasSentTheCurrentLetter')}
      </Notice>
    );
  }
  if (error.code === 'stale_version') {
    return (
      <Notice tone="warn" role="alert" title={t('review.theReportChangedWhileThisForm')}>
        {t('review.nothingWasSentWhatYouWrote')}
      </Notice>
    );
  }
  return <ErrorNotice error={error} />;
}

/** Acts whose form has a choice that decides, which `restored` leaves out. */
const CHOOSING: readonly ActKind[] = ['approve', 'reject', 'log_call', 'assign'];

/** Says that the form was begun earlier, and lets the officer start over. */
export function Restored({ kind, from, onDiscard }: { kind: ActKind; from: string; onDiscard: () => void }) {
  return (
    <Notice
      tone="info"
      title={rich('review.restoredFrom', { time: <DayTime at={from} /> })}
      actions={
        <Button className="button" onPress={onDiscard}>
          {t('review.discard')}
        </Button>
      }
    >
      {CHOOSING.includes(kind) && t('review.chooseAgain')}
    </Notice>
  );
}

const SHOWN_AT_FIELDS = [
  'anyway',
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

/** Lists, above the form, the errors that do not belong to any of its fields, so that no error is lost. */
export function FormErrors({ errors }: { errors: readonly FieldError[] }) {
  const others = errors.filter((one) => !SHOWN_AT_FIELDS.some((path) => errorFor([one], path) !== undefined));
  if (others.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title={t('review.thisCantBeSentAsIt')}>
      {others.map((one) => (
        <p key={one.path}>{fieldSentence(one)}</p>
      ))}
    </Notice>
  );
}
