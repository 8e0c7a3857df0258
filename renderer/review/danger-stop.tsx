import { useMemo } from 'react';
import { Button, FieldError, Input, Label, TextField } from 'react-aria-components';
import type { ActKind, DangerAnswer } from '#shared/domain/act.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { FieldError as FieldProblem } from '#shared/field-error.ts';
import { lastDangerAnswer, needsDangerAnswer, unansweredDanger } from '#shared/screening/danger-gate.ts';
import { t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { DayTime } from '../ui/desk-clock.tsx';
import { HintReadings } from '../ui/hint-readings.tsx';
import { fieldSentence } from '../wording/error-words.ts';
import { dangerAnswerWords } from '../wording/history-words.ts';

const WAYS: Record<DangerAnswer['way'], string> = {
  dispatch: t('review.dangerDispatch'),
  escalated: t('review.dangerEscalated'),
  not_danger: t('review.dangerNot'),
};

/**
 * Words of the reporter that may mean danger, in every form about the report, with where they were read. A decision or
 * an answer to the reporter is not sent before the officer says what was done about them.
 */
export function DangerStop({
  kind,
  report,
  policy,
  draft,
  onChange,
  errors,
  onEscalate,
}: {
  kind: ActKind;
  report: Report;
  policy: Policy;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  errors: readonly FieldProblem[];
  /** Opens the form that escalates the report; null where it can't be escalated any more. */
  onEscalate: (() => void) | null;
}) {
  const readings = useMemo(() => unansweredDanger(report, policy), [report, policy]);
  const errorOf = (path: string) => {
    const found = errors.find((one) => one.path.replace(/^act\./, '') === path);
    return found && fieldSentence(found);
  };
  const wrong = errorOf('danger.way');
  // A server whose rules know more words may ask about danger that this program does not see.
  if (readings.length === 0 && wrong === undefined) return <AnsweredDanger report={report} />;
  const isAsked = needsDangerAnswer({ kind }) || draft.noAnswerNeeded === true || wrong !== undefined;
  return (
    <section className="requirements" aria-label={t('review.mayBeDanger')}>
      <h3 className="requirements-title">{t('review.mayBeDanger')}</h3>
      <HintReadings hint={{ readings }} />
      {kind !== 'escalate' && (
        <>
          <OneOf
            label={t(isAsked ? 'review.whatAboutDanger' : 'review.whatAboutDangerOptional')}
            choices={Object.entries(WAYS)
              .filter(([way]) => way !== 'escalated' || onEscalate === null)
              .map(([value, title]) => ({ value, title }))}
            value={draft.danger ?? null}
            onChange={(danger) => onChange({ danger: danger as DangerAnswer['way'] })}
            error={wrong}
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={false}
          />
          {draft.danger === 'not_danger' && (
            <TextField
              className="field"
              value={draft.dangerBecause ?? ''}
              onChange={(dangerBecause) => onChange({ dangerBecause })}
              maxLength={300}
              isInvalid={errorOf('danger.because') !== undefined}
            >
              <Label className="label">{t('review.dangerNotBecause')}</Label>
              <Input className="input" autoComplete="off" dir="auto" />
              <FieldError className="field-error">{errorOf('danger.because')}</FieldError>
            </TextField>
          )}
          {onEscalate !== null && (
            <div className="requirement-ways">
              <Button className="button button-link" onPress={onEscalate}>
                {t('review.escalateInstead')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** What an officer did about danger before, so that nobody has to look for it in the history. */
function AnsweredDanger({ report }: { report: Report }) {
  const last = lastDangerAnswer(report);
  const words = last?.danger === undefined ? undefined : dangerAnswerWords(last.danger);
  if (last === undefined || words === undefined) return null;
  return (
    <p className="hint-text">
      {words} · {last.by}, <DayTime at={last.at} />
    </p>
  );
}
