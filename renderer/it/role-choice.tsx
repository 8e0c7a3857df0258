import { Check } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { ROLES, type Role } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { ROLE_WORDS } from '../wording/words.ts';

const DOES: Record<Role, string> = {
  officer: t('it.reviewsReportsAndDecides'),
  supervisor: t('it.alsoSeesEveryDecisionReopensReports'),
  records: t('it.managesCaseNumbersLegalHoldsAnd'),
  administrator: t('it.managesAccountsAndWorkstationsAndSees'),
};

export function RoleChoice({ role, onRole }: { role: Role; onRole: (role: Role) => void }) {
  return (
    <RadioGroup
      className="choices"
      value={role}
      onChange={(value) => {
        const chosen = ROLES.find((one) => one === value);
        if (chosen !== undefined) onRole(chosen);
      }}
    >
      <Label className="label">{t('it.role')}</Label>
      <div className="choices-list">
        {ROLES.map((one) => (
          <Radio className="choice" value={one} key={one}>
            <span className="choice-mark" aria-hidden>
              <Check />
            </span>
            <span className="choice-title">{ROLE_WORDS[one]}</span>
            <span className="choice-detail">{DOES[one]}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
