import { Flag, Scale } from 'lucide-react';
import { useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { setAsideReason } from '#shared/domain/appeals.ts';
import type { Place } from '#shared/domain/incident.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { mustAccept } from '#shared/screening/must-accept.ts';
import { duplicatesOf } from '../model/duplicates-of.ts';
import { rich, t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { DayTime } from '../ui/desk-clock.tsx';
import { HintReadings } from '../ui/hint-readings.tsx';
import { Notice } from '../ui/notice.tsx';
import { PickOne } from '../ui/pick-one.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { hintWords } from '../wording/hint-words.ts';
import { asksForRightTitle, errorFor, mayBeNamed, mayStay, NO_TITLE, onlyPrimary } from './draft.ts';
import type { FormProps } from './forms.tsx';
import { NamedReport } from './named-report.tsx';

export function RejectForm({ view, policy, draft, onChange, errors }: FormProps) {
  const titles = useTitles();
  const remaining = view.hints.filter(({ wrong }) => !wrong);
  const codes = new Set<string>(remaining.map(({ code }) => code));
  const suggestedBy = (hints: readonly string[]) => remaining.filter(({ code }) => hints.includes(code));
  const followedUp = view.report.history.some(({ kind }) => kind === 'follow_up');
  const duplicatesOther = mayStay(view.report, view.duplicates).length > 0;
  const isSuggested = ({ hints, needsDuplicateOf }: Policy['reasons'][number]) =>
    hints.some((hint) => codes.has(hint)) || (needsDuplicateOf && duplicatesOther);
  // Determined only when the form opens. Otherwise, a flag that comes or goes would move the reasons under the pointer.
  const [first] = useState(() => new Set(policy.reasons.filter(isSuggested).map(({ code }) => code)));
  const reasons = policy.reasons
    // A reason keeps its number when sorted, so that an officer who types from habit doesn't pick the wrong one.
    .map((reason, at) => ({ reason, number: at + 1, suggested: isSuggested(reason) }))
    .sort((a, b) => Number(first.has(b.reason.code)) - Number(first.has(a.reason.code)));
  const chosen = policy.reasons.find(({ code }) => code === draft.reasonCode);
  // An officer who says that it is a duplicate needn't also copy the number of the only report that it may repeat.
  const choose = (reasonCode: string) => {
    const needsOther = policy.reasons.some((one) => one.code === reasonCode && one.needsDuplicateOf);
    const only = needsOther && draft.duplicateOf === '' ? onlyPrimary(view.report, view.duplicates) : null;
    onChange({ reasonCode, ...(only === null ? {} : { duplicateOf: only }) });
  };
  const setAside = setAsideReason(view.report.history);
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
            marks: (
              <>
                {suggested && (
                  <Tag tone="warn" icon={Flag}>
                    {t('review.flag')}
                  </Tag>
                )}
                {reason.code === setAside?.reasonCode && (
                  <Tag tone="warn" icon={Scale}>
                    {t('review.setAsideOnAppeal')}
                  </Tag>
                )}
              </>
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
        onChange={choose}
        onUnavailable={() => onChange({ reasonCode: null })}
        error={errorFor(errors, 'reasonCode')}
      />
      {chosen !== undefined && suggestedBy(chosen.hints).map((hint) => <HintReadings key={hint.code} hint={hint} />)}
      {setAside !== null && setAside.reasonCode === chosen?.code && (
        <Notice tone="warn" role="status" title={t('review.supervisorSetThisReasonAside')}>
          {rich('review.whenNameLetterOffersNoAppeal', {
            when: <DayTime at={setAside.at} />,
            name: setAside.by ?? '–',
          })}
        </Notice>
      )}
      {chosen?.hints.includes('outside_point') === true && suggestedBy(chosen.hints).length === 0 && (
        <Notice tone="warn" title={t('review.locationNotOutside', { city: policy.agency.city })}>
          {placeOf(knownFacts(view.report).where)}
        </Notice>
      )}
      {asksForRightTitle(draft.reasonCode, policy) && (
        <div className="field">
          <PickOne
            label={t('review.rightTitle')}
            placeholder={t('review.rightTitleChoose')}
            options={[
              ...policy.offenses.flatMap(({ code, kind, title }) =>
                kind === view.report.kind ? [] : [{ id: code, words: titles.text(title) }],
              ),
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

const placeOf = ({ address, city }: Pick<Place, 'address' | 'city'>): string =>
  [address, city].filter((part) => part !== '').join(', ');

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
          {staying.map(({ reportId, trackingNumber, primaryNumber, other: row }) => (
            <Button
              className="button"
              key={reportId}
              aria-label={t('review.useNumber', { number: primaryNumber })}
              onPress={() => onChange({ duplicateOf: primaryNumber })}
            >
              ≈ {primaryNumber} ·{' '}
              {primaryNumber === trackingNumber
                ? row?.person
                : t('review.numberIsADuplicateOfIt', { number: trackingNumber })}
            </Button>
          ))}
        </div>
      )}
    </TextField>
  );
}
