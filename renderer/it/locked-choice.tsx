import { Check } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Account, LockedSource } from '#shared/domain/account.ts';
import { t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';

const ALL = 'all';

/** Label of a locked source: the name of a workstation known for the account, or an address. */
export const lockedName = ({ kind, name }: LockedSource): string =>
  kind === 'workstation' ? t('it.workstationName', { name }) : t('it.addressName', { name });

/** Selects which locked source of an account to release, or all of them (null). */
export function LockedChoice({
  account: { lockedSources, lockedCount },
  source,
  onSource,
}: {
  account: Account;
  source: string | null;
  onSource: (source: string | null) => void;
}) {
  const [only] = lockedSources;
  if (lockedCount === 1 && only !== undefined)
    return (
      <p>
        {lockedName(only)}, <TimeAgo at={only.lockedAt} />
      </p>
    );
  return (
    <RadioGroup
      className="choices"
      value={source ?? ALL}
      onChange={(value) => onSource(lockedSources.find((one) => one.source === value)?.source ?? null)}
    >
      <Label className="label">{t('it.whatToUnlock')}</Label>
      <div className="choices-list">
        <Choice value={ALL} title={t('it.allNLocked', { n: lockedCount })} />
        {lockedSources.map((one) => (
          <Choice key={one.source} value={one.source} title={lockedName(one)} lockedAt={one.lockedAt} />
        ))}
      </div>
    </RadioGroup>
  );
}

function Choice({ value, title, lockedAt }: { value: string; title: string; lockedAt?: string }) {
  return (
    <Radio className="choice" value={value}>
      <span className="choice-mark" aria-hidden>
        <Check />
      </span>
      <span className="choice-title">{title}</span>
      {lockedAt !== undefined && (
        <span className="choice-detail">
          <TimeAgo at={lockedAt} />
        </span>
      )}
    </Radio>
  );
}
