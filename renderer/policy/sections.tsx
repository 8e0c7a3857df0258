import { RECORDS_PARTS } from '#shared/domain/records-copy.ts';
import { t } from '../t.ts';
import { dayShown, dayTyped } from './day-typed.ts';
import { numberTyped } from './document.ts';
import { ByLanguageAt, ChoiceAt, DollarsAt, FieldGroup, LinesAt, NumberAt, TextAt, TickAt } from './fields.tsx';
import { useEntries } from './list-sections.tsx';
import { RECORDS_WORDS, recordsPartTyped, recordsPartWords } from './records-parts.ts';
import { OtherPolice } from './retention-section.tsx';
import { SomeAt } from './some-at.tsx';

export function LimitsSection() {
  return (
    <div className="stack">
      <FieldGroup title={t('policy.times')}>
        <div className="policy-numbers">
          <NumberAt path="limits.promiseDays" label={t('policy.promiseDays')} />
          <NumberAt
            path="limits.replyDays"
            label={t('policy.replyDays')}
            description={t('policy.replyDaysDescription')}
          />
          <NumberAt path="times.hour" label={t('policy.hour')} />
          <NumberAt path="times.reopenDays" label={t('policy.reopenDays')} />
          <NumberAt path="times.lateAnswerDays" label={t('policy.lateAnswerDays')} />
          <NumberAt path="times.courtesyDays" label={t('policy.courtesyDays')} />
          <NumberAt path="times.courtesyListDays" label={t('policy.courtesyListDays')} />
          <NumberAt path="times.draftDays" label={t('policy.draftDays')} />
          <NumberAt path="times.confirmDays" label={t('policy.confirmDays')} />
          <NumberAt path="times.claimMinutes" label={t('policy.claimMinutes')} />
        </div>
        <ChoiceAt
          path="times.countIn"
          label={t('policy.countIn')}
          choices={[
            { value: 'calendar_days', words: t('policy.calendarDays') },
            { value: 'working_days', words: t('policy.workingDays') },
          ]}
        />
        <LinesAt
          path="times.reminderDays"
          label={t('policy.reminderDays')}
          description={t('policy.reminderDescription')}
          rows={3}
          read={numberTyped}
        />
      </FieldGroup>
      <FieldGroup title={t('policy.limitsOnly')}>
        <div className="policy-numbers">
          <NumberAt path="limits.minimumAge" label={t('policy.minimumAge')} />
          <DollarsAt
            path="limits.valueCeilingCents"
            label={t('policy.valueCeilingCents')}
            description={t('policy.noLimit')}
          />
          <NumberAt path="limits.narrativeCharacters" label={t('policy.narrativeCharacters')} />
          <NumberAt path="limits.holdSeconds" label={t('policy.holdSeconds')} />
          <NumberAt path="limits.lockMinutes" label={t('policy.lockMinutes')} />
          <NumberAt path="limits.cacheDays" label={t('policy.cacheDays')} />
          <NumberAt path="limits.reportsPerRun" label={t('policy.reportsPerRun')} />
          <NumberAt path="limits.accountsPerRun" label={t('policy.accountsPerRun')} />
        </div>
        <ChoiceAt
          path="limits.fraudPlace"
          label={t('policy.fraudPlace')}
          choices={[
            { value: 'occurred', words: t('policy.occurred') },
            { value: 'occurred_or_resident', words: t('policy.occurredOrResident') },
          ]}
        />
        <TickAt path="limits.confirmEmail" label={t('policy.confirmEmail')} />
      </FieldGroup>
    </div>
  );
}

export function HolidaysSection() {
  return (
    <div className="page-narrow">
      <LinesAt
        path="holidays"
        label={t('policy.holidays')}
        description={t('policy.holidaysDescription')}
        rows={16}
        read={dayTyped}
        show={dayShown}
      />
    </div>
  );
}

export function AgencySection() {
  return (
    <div className="stack">
      <FieldGroup title={t('policy.agency')}>
        <div className="policy-languages">
          <TextAt path="agency.name" label={t('common.name')} />
          <TextAt path="agency.city" label={t('common.city')} />
          <TextAt path="agency.reviewPhone" label={t('policy.reviewPhone')} />
          <TextAt path="agency.dispatchPhone" label={t('policy.dispatchPhone')} />
        </div>
      </FieldGroup>
      <FieldGroup title={t('policy.caseNumbers')}>
        <TextAt
          path="caseNumbers.pattern"
          label={t('policy.caseNumberPattern')}
          description={t('policy.caseNumberDescription', { example: '{yy}-{serial:6}' })}
        />
        <NumberAt path="limits.restoreGap" label={t('policy.restoreGap')} />
      </FieldGroup>
      <FieldGroup title={t('policy.danger')}>
        <LinesAt path="danger.to" label={t('policy.dangerTo')} description={t('policy.dangerToDescription')} rows={3} />
        <NumberAt path="danger.againMinutes" label={t('policy.dangerAgain')} />
      </FieldGroup>
      <FieldGroup title={t('policy.recordsCopy')}>
        <LinesAt
          path="recordsCopy"
          label={t('policy.recordsCopyParts')}
          description={t('policy.recordsCopyDescription', { parts: Object.values(RECORDS_WORDS).join(', ') })}
          rows={RECORDS_PARTS.length}
          show={recordsPartWords}
          read={recordsPartTyped}
        />
      </FieldGroup>
      <OtherPolice />
    </div>
  );
}

export function NoticesSection() {
  return (
    <div className="stack">
      <FieldGroup title={t('policy.notice')}>
        <TextAt
          path="notice.version"
          label={t('policy.noticeVersion')}
          description={t('policy.noticeVersionDescription')}
        />
        <ByLanguageAt path="notice.text" label={t('policy.notice')} rows={6} />
      </FieldGroup>
      <FieldGroup title={t('policy.useNotice')}>
        <ByLanguageAt path="useNotice" label={t('policy.useNotice')} rows={6} />
      </FieldGroup>
      <FieldGroup title={t('policy.publicUseNotice')}>
        <ByLanguageAt path="publicUseNotice" label={t('policy.publicUseNotice')} rows={6} />
      </FieldGroup>
      <FieldGroup title={t('policy.safetyHelp')}>
        <p className="hint-text">{t('policy.safetyHelpLead')}</p>
        <ByLanguageAt path="safetyHelp" label={t('policy.safetyHelp')} rows={8} />
      </FieldGroup>
    </div>
  );
}

export function SecondReviewSection() {
  const reasons = useEntries('reasons');
  return (
    <div className="stack">
      <div className="policy-numbers">
        <NumberAt path="review.sharePercent" label={t('policy.sharePercent')} description={t('policy.shareZero')} />
        <NumberAt path="review.newOfficerDays" label={t('policy.newOfficerDays')} />
        <NumberAt path="review.newOfficerSharePercent" label={t('policy.newOfficerSharePercent')} />
      </div>
      <SomeAt path="review.reasons" label={t('policy.reviewReasons')} options={reasons} />
    </div>
  );
}
