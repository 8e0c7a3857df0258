import { Flag } from 'lucide-react';
import { useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { Draft } from '#shared/domain/draft.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { missingCodes } from '#shared/domain/missing.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { FieldError as FieldProblem } from '#shared/field-error.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { isUnsafe, readsOnPage } from '#shared/letters/mail-address.ts';
import { mustAccept } from '#shared/screening/must-accept.ts';
import { suggestOffense } from '#shared/screening/suggest-offense.ts';
import { duplicatesOf } from '../model/duplicates-of.ts';
import { openRequirements } from '../model/requirements.ts';
import { t } from '../t.ts';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { Notice } from '../ui/notice.tsx';
import { PickOne } from '../ui/pick-one.tsx';
import { Tag } from '../ui/tag.tsx';
import { Tick } from '../ui/tick.tsx';
import { useTitles } from '../ui/titles.tsx';
import { hintWords } from '../wording/hint-words.ts';
import { CALL_WORDS, phoneWords } from '../wording/words.ts';
import { asksForRightTitle, errorFor, mayBeNamed, mayStay, NO_TITLE } from './draft.ts';
import { NamedReport } from './named-report.tsx';
import { NibrsNotice } from './nibrs-notice.tsx';
import { Requirements } from './requirement-lines.tsx';

export type FormProps = {
  view: ReportView;
  policy: Policy;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  errors: readonly FieldProblem[];
  /** Rejects the report for this reason instead. */
  onReject: (reasonCode: string) => void;
};

export function ApproveForm({ view, policy, draft, onChange, errors, onReject }: FormProps) {
  const titles = useTitles();
  const offenses = policy.offenses.filter(({ kind }) => kind === view.report.kind);
  const chosen = offenses.find(({ code }) => code === draft.offenseCode);
  const { kind, offenseCode } = view.report;
  const suggested = suggestOffense(kind, knownFacts(view.report), offenseCode, offenses);
  const open = openRequirements(view, policy);
  return (
    <>
      {open.length > 0 && (
        <Requirements
          reportId={view.report.id}
          open={open}
          answers={draft.anyway ?? {}}
          onAnswers={(anyway) => onChange({ anyway })}
          errors={errors}
          onReject={onReject}
        />
      )}
      <OneOf
        label={t('common.offenseTitle')}
        // The first open requirement has the focus, if there is one.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={open.length === 0}
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
          {t('review.theNarrativeSaysWhyWhichPoints', {
            why: suggested.why,
            title: titles.offense(suggested.code),
            nibrs: suggested.nibrs ?? '',
          })}
        </Notice>
      )}
      {chosen !== undefined && <NibrsNotice report={view.report} nibrs={chosen.nibrs} />}
      {chosen !== undefined && chosen.trap !== null && (
        <Notice tone="warn" title={t('review.beforeYouApprove')}>
          {titles.text(chosen.trap)}
        </Notice>
      )}
    </>
  );
}

export function RejectForm({ view, policy, draft, onChange, errors }: FormProps) {
  const titles = useTitles();
  const standing = view.hints.filter(({ wrong }) => !wrong);
  const codes = new Set<string>(standing.map(({ code }) => code));
  const suggestedBy = (hints: readonly string[]) => standing.filter(({ code }) => hints.includes(code));
  const followedUp = view.report.history.some(({ kind }) => kind === 'follow_up');
  const duplicatesOther = mayStay(view.report, view.duplicates).length > 0;
  const reasons = policy.reasons
    .map((reason, at) => ({
      reason,
      // A number stays with its reason, so that a practiced hand never picks another.
      number: at + 1,
      suggested: reason.hints.some((hint) => codes.has(hint)) || (reason.needsDuplicateOf && duplicatesOther),
    }))
    .sort((a, b) => Number(b.suggested) - Number(a.suggested));
  const chosen = policy.reasons.find(({ code }) => code === draft.reasonCode);
  const musts = mustAccept(view.report, policy);
  const [must] = musts;
  const left = chosen?.needsDuplicateOf === true ? [] : duplicatesOf(view).filter(({ samePerson }) => !samePerson);
  return (
    <>
      {left.length > 0 && (
        <Notice tone="warn" title={t('review.duplicatesPointHere', { n: left.length })}>
          {t('review.theirLettersSayItStays', {
            n: left.length,
            numbers: left.map(({ trackingNumber }) => trackingNumber).join(', '),
          })}
        </Notice>
      )}
      {must !== undefined && (
        <Notice tone="info" title={t('review.thisReportMustBeAccepted')}>
          {titles.text(must.rule)}. {titles.text(must.instead)}
        </Notice>
      )}
      <OneOf
        label={t('review.reason')}
        choices={reasons.map(({ reason, number, suggested }) => {
          const tooEarly = reason.onlyAfterFollowUp && !followedUp;
          const why = suggestedBy(reason.hints).map(hintWords);
          const isBarred = musts.some(({ reasons }) => reasons.includes(reason.code));
          return {
            value: reason.code,
            title: titles.text(reason.title),
            marks: suggested && (
              <Tag tone="warn" icon={Flag}>
                {t('review.flag')}
              </Tag>
            ),
            detail: isBarred
              ? t('review.notForAReportThatMust')
              : tooEarly
                ? t('review.onlyAfterAFollowUpAsk')
                : [titles.text(reason.rule), ...why].join(' · '),
            disabled: tooEarly || isBarred,
            number,
          };
        })}
        value={draft.reasonCode}
        onChange={(reasonCode) => onChange({ reasonCode })}
        error={errorFor(errors, 'reasonCode')}
      />
      {asksForRightTitle(draft.reasonCode, policy) && (
        <div className="field">
          <PickOne
            label={t('review.rightTitle')}
            placeholder={t('review.rightTitleChoose')}
            options={[
              ...policy.offenses.map(({ code, title }) => ({ id: code, words: titles.text(title) })),
              { id: NO_TITLE, words: t('review.rightTitleNone') },
            ]}
            chosen={draft.rightOffense ?? null}
            onChoose={(rightOffense) => onChange({ rightOffense })}
            error={errorFor(errors, 'rightOffense')}
          />
          <span className="hint-text">{t('review.rightTitleHint')}</span>
        </div>
      )}
      {chosen?.needsDuplicateOf === true && (
        <DuplicateField view={view} draft={draft} onChange={onChange} error={errorFor(errors, 'duplicateOf')} />
      )}
    </>
  );
}

const NAMED = t('review.bothAreFromThisReporterSo');
const NOT_NAMED = t('review.theLetterDoesNotNameIt');

function DuplicateField({
  view,
  draft,
  onChange,
  error,
}: Pick<FormProps, 'view' | 'draft' | 'onChange'> & { error: string | undefined }) {
  const other = draft.duplicateOf.trim().toUpperCase();
  const named = mayBeNamed(other, view.duplicates);
  const staying = mayStay(view.report, view.duplicates);
  return (
    <TextField
      className="field"
      value={draft.duplicateOf}
      onChange={(duplicateOf) => onChange({ duplicateOf })}
      isInvalid={error !== undefined}
      maxLength={20}
    >
      <Label className="label">{t('review.duplicateOf')}</Label>
      <Text slot="description" className="hint-text">
        {t('review.trackingNumberOfTheReportTo')} {named ? NAMED : NOT_NAMED}
      </Text>
      <Input className="input" placeholder="T26-004812-7" spellCheck={false} autoComplete="off" />
      <FieldError className="field-error">{error}</FieldError>
      <NamedReport typed={draft.duplicateOf} view={view} />
      {staying.length > 0 && (
        <div className="suggestions">
          {staying.map(({ reportId, trackingNumber, standsFor, other: row }) => (
            <Button
              className="button"
              key={reportId}
              aria-label={t('review.useNumber', { number: standsFor })}
              onPress={() => onChange({ duplicateOf: standsFor })}
            >
              ≈ {standsFor} ·{' '}
              {standsFor === trackingNumber
                ? row?.person
                : t('review.numberIsADuplicateOfIt', { number: trackingNumber })}
            </Button>
          ))}
        </div>
      )}
    </TextField>
  );
}

export function FollowUpForm({ view, policy, draft, onChange, errors }: FormProps) {
  const titles = useTitles();
  const error = errorFor(errors, 'question');
  const { who } = knownFacts(view.report);
  // Said as the form opens, and not taken back: the list must not move under the pointer.
  const [isAnyChecked] = useState(() => missingCodes(view.report, policy).some((one) => draft.missing.includes(one)));
  return (
    <>
      {isUnsafe(who.safeContact, 'email') && (
        <Notice tone="warn" title={t('report.safeNoEmail')}>
          {t(readsOnPage(who) ? 'review.askedOnPage' : 'review.askedOnPaper')}
        </Notice>
      )}
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
