import { Flag } from 'lucide-react';
import { useState } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { Draft } from '#shared/domain/draft.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { oldestUnansweredAt } from '#shared/domain/messages.ts';
import { missingCodes } from '#shared/domain/missing.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { FieldError as FieldProblem } from '#shared/field-error.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { isPageOnly, isUnsafe } from '#shared/letters/mail-address.ts';
import { suggestOffense } from '#shared/screening/suggest-offense.ts';
import { t } from '../t.ts';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { HintReadings } from '../ui/hint-readings.tsx';
import { Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/tag.tsx';
import { Tick } from '../ui/tick.tsx';
import { useTitles } from '../ui/titles.tsx';
import { CALL_WORDS, phoneWords } from '../wording/words.ts';
import { errorFor, requirementsOf, sureTwin } from './draft.ts';
import { NibrsNotice } from './nibrs-notice.tsx';
import { Requirements } from './requirement-lines.tsx';
import { TwinStop } from './twin-stop.tsx';

export type FormProps = {
  view: ReportView;
  policy: Policy;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  errors: readonly FieldProblem[];
  /** Rejects the report for this reason instead, such as being a duplicate of another report. */
  onReject: (reasonCode: string, other?: Pick<Draft, 'duplicateOf'>) => void;
};

export function ApproveForm({ view, policy, draft, onChange, errors, onReject }: FormProps) {
  const titles = useTitles();
  const offenses = policy.offenses.filter(({ kind }) => kind === view.report.kind);
  const chosen = offenses.find(({ code }) => code === draft.offenseCode);
  const { offenseCode } = view.report;
  const suggested = suggestOffense(view.report, offenseCode, offenses);
  const open = requirementsOf(view, policy);
  const twin = sureTwin(view.duplicates);
  return (
    <>
      {twin !== null && <TwinStop {...{ twin, policy, draft, onChange, errors, onReject }} />}
      {open.length > 0 && (
        <Requirements
          reportId={view.report.id}
          open={open}
          takesFocus={twin === null}
          answers={draft.anyway ?? {}}
          onAnswers={(anyway) => onChange({ anyway })}
          errors={errors}
          onReject={onReject}
        />
      )}
      <OneOf
        label={t('common.offenseTitle')}
        // If something must be answered first, that gets the focus instead.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={open.length === 0 && twin === null}
        description={
          view.report.offenseCode === draft.offenseCode
            ? t('review.chosenByTheReporterConfirmOr')
            : t('review.correctedByYou')
        }
        choices={offenses.map((offense) => ({
          value: offense.code,
          title: titles.text(offense.title),
          marks: (
            <>
              <Tag>
                {offense.nibrs === null ? t('review.noNibrsCode') : t('review.nIBRSNibrs', { nibrs: offense.nibrs })}
              </Tag>
              {offense.code === suggested?.code && (
                <Tag tone="warn" icon={Flag}>
                  {t('review.flag')}
                </Tag>
              )}
            </>
          ),
        }))}
        value={draft.offenseCode}
        onChange={(offenseCode) => onChange({ offenseCode })}
        error={errorFor(errors, 'offenseCode')}
      />
      {suggested !== null && draft.offenseCode !== suggested.code && (
        <Notice tone="warn" title={t('review.anotherTitleMayFitBetter')}>
          {t('review.theirWordsPointToTitle', {
            title: titles.offense(suggested.code),
            nibrs: suggested.nibrs ?? '',
          })}
          <HintReadings hint={suggested} />
        </Notice>
      )}
      {chosen !== undefined && <NibrsNotice view={view} nibrs={chosen.nibrs} />}
      {chosen !== undefined && chosen.trap !== null && (
        <Notice tone="warn" title={t('review.beforeYouApprove')}>
          {titles.text(chosen.trap)}
        </Notice>
      )}
    </>
  );
}

export function FollowUpForm({ view, policy, draft, onChange, errors }: FormProps) {
  const titles = useTitles();
  const error = errorFor(errors, 'question');
  const { who } = knownFacts(view.report);
  // Determined only when the form opens. Otherwise, the description could appear or disappear while the officer checks
  // items, and the list would move under the pointer.
  const [isAnyChecked] = useState(() => missingCodes(view.report, policy).some((one) => draft.missing.includes(one)));
  return (
    <>
      {isUnsafe(who.safeContact, 'email') && (
        <Notice tone="warn" title={t('report.safeNoEmail')}>
          {t(isPageOnly(who) ? 'review.askedOnPage' : 'review.askedOnPaper')}
        </Notice>
      )}
      {isUnsafe(who.safeContact, 'messages') && <NoCalls isCalls={isUnsafe(who.safeContact, 'calls')} />}
      <SomeOf
        label={t('review.whatIsMissing')}
        {...(isAnyChecked ? { description: t('review.missingItemsAreAlreadyChecked') } : {})}
        choices={policy.missingItems
          .filter(({ kinds }) => kinds.includes(view.report.kind))
          .map((item) => ({ value: item.code, title: titles.text(item.title), detail: titles.text(item.ask) }))}
        values={draft.missing}
        onChange={(missing) => onChange({ missing })}
        error={errorFor(errors, 'missing')}
      />
      <TextField
        className="field"
        value={draft.question ?? ''}
        onChange={(question) => onChange({ question })}
        isInvalid={error !== undefined}
        maxLength={500}
      >
        <Label className="label">{t('review.askSomethingElse')}</Label>
        <Text slot="description" className="hint-text">
          {t('review.askSomethingElseHint')}
        </Text>
        <TextArea
          className="input textarea textarea-short"
          rows={2}
          dir="auto"
          spellCheck
          lang={who.language}
          autoComplete="off"
        />
        <FieldError className="field-error">{error}</FieldError>
      </TextField>
    </>
  );
}

/** Warns before an officer asks for a phone number on which nobody may call, or leave a message. */
function NoCalls({ isCalls }: { isCalls: boolean }) {
  return (
    <Notice tone="warn" title={t(isCalls ? 'report.safeNoCalls' : 'report.safeNoMessages')}>
      {t(isCalls ? 'review.noPhoneAsked' : 'review.noMessagesAsked')}
    </Notice>
  );
}

/**
 * Granting an appeal needs only a note. If the report was rejected as a duplicate, explains that it becomes a separate
 * incident.
 */
export function GrantForm({ view }: FormProps) {
  const { duplicateOf } = view.report;
  if (typeof duplicateOf !== 'string') return null;
  return <p className="hint-text">{t('review.itWillThenCountAsA', { number: duplicateOf })}</p>;
}

export function ReturnForm(props: FormProps) {
  const { draft, onChange } = props;
  const { duplicateOf } = props.view.report;
  return (
    <>
      <CauseField {...props} />
      {typeof duplicateOf === 'string' && (
        <Tick
          words={t('review.differentIncidentFromNumber', { number: duplicateOf })}
          isOn={draft.notDuplicate === true}
          onChange={(notDuplicate) => onChange({ notDuplicate })}
        />
      )}
    </>
  );
}

/** If the reporter waits for an answer, a note can settle that, too. */
export function NoteForm({ view, draft, onChange }: FormProps) {
  if (oldestUnansweredAt(view.report) === null) return null;
  return (
    <>
      <p className="hint-text">{t('review.noteAnswersNothing')}</p>
      <Tick
        words={t('review.noAnswerNeeded')}
        isOn={draft.noAnswerNeeded === true}
        onChange={(noAnswerNeeded) => onChange({ noAnswerNeeded })}
      />
    </>
  );
}

function CauseField({ draft, onChange, errors }: FormProps) {
  const error = errorFor(errors, 'cause');
  return (
    <TextField
      className="field"
      value={draft.cause ?? ''}
      onChange={(cause) => onChange({ cause })}
      isInvalid={error !== undefined}
      maxLength={500}
    >
      <Label className="label">{t('review.reasonForReopening')}</Label>
      <Text slot="description" className="hint-text">
        {t('review.internalOnlyTheReporterGetsA')}
      </Text>
      {/* The only required field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <Input className="input" autoComplete="off" autoFocus />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}

export function CallForm({ view, draft, onChange, errors }: FormProps) {
  const { who } = knownFacts(view.report);
  return (
    <>
      {isUnsafe(who.safeContact, 'calls') && <Notice tone="warn" title={t('report.safeNoCalls')} />}
      {isUnsafe(who.safeContact, 'messages') && <Notice tone="warn" title={t('report.safeNoMessages')} />}
      {who.phone === null || who.phone === '' ? (
        <Notice tone="warn" title={t('review.noPhoneNumberGiven')} />
      ) : (
        <p className="call-number">
          {phoneWords(who.phone)}
          {who.bestTime !== null && who.bestTime !== '' && (
            <span className="faint"> {t('common.bestTimeBestTime', { bestTime: who.bestTime })}</span>
          )}
        </p>
      )}
      <OneOf
        label={t('review.outcomeOfTheCall')}
        choices={(Object.keys(CALL_WORDS) as (keyof typeof CALL_WORDS)[]).map((outcome) => ({
          value: outcome,
          title: CALL_WORDS[outcome],
          detail:
            outcome === 'no_answer' || outcome === 'left_message' ? t('review.aLetterTellsTheReporterThat') : undefined,
        }))}
        value={draft.outcome}
        onChange={(outcome) => onChange({ outcome: outcome as Draft['outcome'] })}
        error={errorFor(errors, 'outcome')}
      />
    </>
  );
}
