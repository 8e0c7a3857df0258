import { Flag } from 'lucide-react';
import { type KeyboardEvent as KeyPress, useEffect, useRef, useState } from 'react';
import { Button, FieldError, Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { FieldError as FieldProblem } from '#shared/field-error.ts';
import { ask, toAppError } from '../bridge.ts';
import type { OpenRequirement } from '../model/requirements.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { HintReadings } from '../ui/hint-readings.tsx';
import { useTitles } from '../ui/titles.tsx';
import { fieldSentence } from '../wording/error-words.ts';
import { hintWords, ruleWords } from '../wording/hint-words.ts';

/** These names are printed on the keys, so they are the same in every language. */
const REJECT_KEY = 'Alt R';
const DISMISS_KEY = 'Alt D';

type Answers = Readonly<Record<string, string>>;

/**
 * Lists the requirements that the report does not seem to meet. Before an approval, each must be answered with a
 * reason, or its flag dismissed. Alt+R switches to the rejection that the first requirement suggests, Alt+D dismisses
 * that requirement's flag, and Enter goes to the next answer.
 */
export function Requirements({
  reportId,
  open,
  takesFocus,
  answers,
  onAnswers,
  errors,
  onReject,
}: {
  reportId: string;
  open: readonly OpenRequirement[];
  /** Whether the first answer gets the focus when the form opens. */
  takesFocus: boolean;
  answers: Answers;
  onAnswers: (answers: Answers) => void;
  errors: readonly FieldProblem[];
  onReject: (reasonCode: string) => void;
}) {
  const [problem, setProblem] = useState<AppError | null>(null);
  const dismiss = ({ hint: { code } }: OpenRequirement) => {
    setProblem(null);
    onAnswers(Object.fromEntries(Object.entries(answers).filter(([other]) => other !== code)));
    ask('hints.say', { reportId, code, wrong: true }).catch((thrown: unknown) => setProblem(toAppError(thrown)));
  };
  const first = open[0];
  const press = (code: string): boolean => {
    if (first === undefined || (code !== 'KeyR' && code !== 'KeyD')) return false;
    if (code === 'KeyR') onReject(first.reason.code);
    else dismiss(first);
    return true;
  };
  const pressed = useRef(press);
  useEffect(() => {
    pressed.current = press;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.altKey && !event.ctrlKey && !event.repeat && pressed.current(event.code)) event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
  return (
    <section className="requirements" aria-label={t('review.requirementsNotMet')}>
      <h3 className="requirements-title">{t('review.nRequirementsNotMet', { n: open.length })}</h3>
      {problem !== null && <ErrorNotice error={problem} />}
      {open.map((one, at) => (
        <Requirement
          key={one.hint.code}
          open={one}
          isFirst={at === 0}
          takesFocus={at === 0 && takesFocus}
          answer={answers[one.hint.code] ?? ''}
          onAnswer={(answer) => onAnswers({ ...answers, [one.hint.code]: answer })}
          error={errors.find(({ path }) => path.endsWith(`anyway.${one.hint.code}`))}
          onDismiss={() => dismiss(one)}
          onReject={() => onReject(one.reason.code)}
        />
      ))}
    </section>
  );
}

function Requirement({
  open: { hint, reason },
  isFirst,
  takesFocus,
  answer,
  onAnswer,
  error,
  onDismiss,
  onReject,
}: {
  open: OpenRequirement;
  isFirst: boolean;
  takesFocus: boolean;
  answer: string;
  onAnswer: (answer: string) => void;
  error: FieldProblem | undefined;
  onDismiss: () => void;
  onReject: () => void;
}) {
  const titles = useTitles();
  return (
    <div className="requirement">
      <p className="requirement-what">
        <Flag className="icon" aria-hidden />
        <span>
          {hintWords(hint)} <span className="faint">{ruleWords(hint.code)}</span>
        </span>
      </p>
      <HintReadings hint={hint} />
      <TextField
        className="field"
        value={answer}
        onChange={onAnswer}
        maxLength={300}
        isInvalid={error !== undefined}
        // The form can be opened from the keyboard, so its first field gets the focus.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={takesFocus}
      >
        <Label className="label">
          {t('review.approveAnywayBecause')}
          <span className="visually-hidden"> ({hintWords(hint)})</span>
        </Label>
        <Input className="input" autoComplete="off" dir="auto" onKeyDown={toNext} />
        <FieldError className="field-error">{error && fieldSentence(error)}</FieldError>
      </TextField>
      <div className="requirement-ways">
        <Button
          className="button button-link"
          {...(isFirst ? { 'aria-keyshortcuts': 'Alt+D' } : {})}
          onPress={onDismiss}
        >
          <span aria-hidden>{t('report.dismissFlag')}</span>
          <span className="visually-hidden">{`${t('report.dismissFlag')}: ${hintWords(hint)}`}</span>
          {isFirst && <kbd aria-hidden>{DISMISS_KEY}</kbd>}
        </Button>
        <Button
          className="button button-link"
          {...(isFirst ? { 'aria-keyshortcuts': 'Alt+R' } : {})}
          onPress={onReject}
        >
          {t('review.rejectInsteadReason', { reason: titles.text(reason.title) })}
          {isFirst && <kbd aria-hidden>{REJECT_KEY}</kbd>}
        </Button>
      </div>
    </div>
  );
}

/** Enter in an answer goes to the next one; Ctrl+Enter sends the form. */
function toNext(event: KeyPress<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  const next = event.currentTarget.closest('.requirement')?.nextElementSibling?.querySelector('input');
  if (next == null) return;
  event.preventDefault();
  next.focus();
}
