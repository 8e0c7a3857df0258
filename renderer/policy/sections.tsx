import { eachLanguage } from '#shared/domain/by-language.ts';
import { t } from '../t.ts';
import { numberTyped } from './document.ts';
import { ByLanguageAt, ChoiceAt, FieldGroup, LinesAt, NumberAt, TextAt, TickAt } from './fields.tsx';
import { type KnownCodes, ListSection } from './list-section.tsx';

const empty = () => eachLanguage(() => '');

export function ReasonsSection({ known }: { known: KnownCodes }) {
  const blank = {
    title: empty(),
    text: empty(),
    action: empty(),
    rule: empty(),
    needsDuplicateOf: false,
    onlyAfterFollowUp: false,
    hints: [],
  };
  return (
    <ListSection list="reasons" known={known} blank={blank}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.text`} label={t('policy.textToPerson')} rows={4} />
          <ByLanguageAt path={`${path}.action`} label={t('policy.action')} rows={5} />
          <ByLanguageAt path={`${path}.rule`} label={t('policy.rule')} rows={2} />
          <TickAt path={`${path}.onlyAfterFollowUp`} label={t('policy.onlyAfterFollowUp')} />
          <TickAt path={`${path}.needsDuplicateOf`} label={t('policy.needsDuplicateOf')} />
        </>
      )}
    </ListSection>
  );
}

/** Titles belong to a NIBRS code and a kind of report, so adding one takes a file (docs/running-a-server.md). */
export function OffensesSection({ known }: { known: KnownCodes }) {
  return (
    <ListSection list="offenses" known={known}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.trap`} label={t('policy.trap')} rows={2} isOptional />
        </>
      )}
    </ListSection>
  );
}

export function MissingItemsSection({ known }: { known: KnownCodes }) {
  return (
    <ListSection list="missingItems" known={known}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.ask`} label={t('policy.ask')} rows={3} />
          <TickAt path={`${path}.byFile`} label={t('policy.byFile')} />
        </>
      )}
    </ListSection>
  );
}

export function SentencesSection({ known }: { known: KnownCodes }) {
  const blank = { title: empty(), text: empty(), acts: ['approve', 'reject', 'follow_up'] };
  return (
    <ListSection list="sentences" known={known} blank={blank}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.text`} label={t('policy.text')} rows={2} />
        </>
      )}
    </ListSection>
  );
}

export function MustAcceptSection({ known }: { known: KnownCodes }) {
  const blank = {
    kinds: [],
    offenses: [],
    hints: [],
    residentsOnly: false,
    reasons: [],
    instead: empty(),
    rule: empty(),
  };
  const codes = { description: t('policy.oneCodePerLine'), rows: 3 };
  return (
    <ListSection list="mustAccept" known={known} titleAt="rule" blank={blank}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.rule`} label={t('policy.rule')} rows={2} />
          <ByLanguageAt path={`${path}.instead`} label={t('policy.instead')} rows={2} />
          <LinesAt path={`${path}.offenses`} label={t('policy.mustOffenses')} {...codes} />
          <LinesAt path={`${path}.hints`} label={t('policy.mustHints')} {...codes} />
          <LinesAt path={`${path}.reasons`} label={t('policy.mustReasons')} {...codes} />
          <TickAt path={`${path}.residentsOnly`} label={t('policy.residentsOnly')} />
        </>
      )}
    </ListSection>
  );
}

export function LimitsSection() {
  return (
    <div className="stack">
      <FieldGroup title={t('policy.times')}>
        <div className="policy-numbers">
          <NumberAt path="limits.promiseDays" label={t('policy.promiseDays')} />
          <NumberAt path="limits.replyDays" label={t('policy.replyDays')} />
          <NumberAt path="times.hour" label={t('policy.hour')} />
          <NumberAt path="times.reopenDays" label={t('policy.reopenDays')} />
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
      <FieldGroup title={t('policy.limits')}>
        <div className="policy-numbers">
          <NumberAt path="limits.minimumAge" label={t('policy.minimumAge')} />
          <NumberAt
            path="limits.valueCeilingCents"
            label={t('policy.valueCeilingCents')}
            description={t('policy.noLimit')}
          />
          <NumberAt path="limits.narrativeCharacters" label={t('policy.narrativeCharacters')} />
          <NumberAt path="limits.holdSeconds" label={t('policy.holdSeconds')} />
          <NumberAt path="limits.lockMinutes" label={t('policy.lockMinutes')} />
          <NumberAt path="limits.cacheDays" label={t('policy.cacheDays')} />
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
      <LinesAt path="holidays" label={t('policy.holidays')} description={t('policy.holidaysDescription')} rows={16} />
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
      <FieldGroup title={t('policy.notice')}>
        <ByLanguageAt path="notice.text" label={t('policy.notice')} rows={6} />
      </FieldGroup>
    </div>
  );
}
