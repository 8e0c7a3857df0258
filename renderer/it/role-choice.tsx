import { Check } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { ROLES, type Role } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { ROLE_WORDS } from '../ui/words.ts';

const DOES: Record<Role, string> = {
  officer: t('reviews reports and decides'),
  supervisor: t('also sees every decision, takes one back, and decides appeals'),
  records: t('looks after case numbers, legal holds and what goes to the records system'),
  administrator: t('looks after accounts and workstations, and sees no reports'),
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
      <Label className="label">{t('Role')}</Label>
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
