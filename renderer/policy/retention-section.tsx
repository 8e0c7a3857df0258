import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { CLOSED_STATES } from '#shared/domain/workflow.ts';
import { t } from '../t.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';
import { textAt } from './document.ts';
import { FieldGroup, NumberAt, TextAt } from './fields.tsx';
import { RowsSection } from './rows-section.tsx';
import { SomeAt } from './some-at.tsx';

const KINDS = REPORT_KINDS.map((value) => ({ value, words: KIND_WORDS[value] }));
const OUTCOMES = CLOSED_STATES.map((value) => ({ value, words: STATE_WORDS[value] }));

export function RetentionSection() {
  return (
    <div className="stack">
      <p className="hint-text">{t('policy.retentionLead')}</p>
      <RowsSection
        list="retention"
        addWords={t('policy.addRule')}
        blank={{ kinds: [], states: [], days: null }}
        nameOf={(_, at) => t('policy.ruleN', { n: at + 1 })}
      >
        {(path) => (
          <>
            <SomeAt path={`${path}.kinds`} label={t('policy.kinds')} options={KINDS} />
            <SomeAt path={`${path}.states`} label={t('policy.outcomes')} options={OUTCOMES} />
            <NumberAt
              path={`${path}.days`}
              label={t('policy.keptDays')}
              description={t('policy.keptDaysDescription')}
            />
          </>
        )}
      </RowsSection>
    </div>
  );
}

/** The police departments that people are referred to if their report belongs to another town. */
export function OtherPolice() {
  return (
    <FieldGroup title={t('policy.otherPolice')}>
      <p className="hint-text">{t('policy.otherPoliceLead')}</p>
      <RowsSection
        list="otherPolice"
        addWords={t('policy.addDepartment')}
        blank={{ town: '', name: '', phone: null }}
        nameOf={(entry, at) => textAt(entry, 'town') || t('policy.departmentN', { n: at + 1 })}
      >
        {(path) => (
          <div className="policy-numbers">
            <TextAt path={`${path}.town`} label={t('policy.town')} />
            <TextAt path={`${path}.name`} label={t('common.name')} />
            <TextAt path={`${path}.phone`} label={t('policy.phone')} isOptional />
          </div>
        )}
      </RowsSection>
    </FieldGroup>
  );
}
