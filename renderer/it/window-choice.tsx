import type { RollOut } from '#shared/updates-api.ts';
import { clockTime } from '../model/time.ts';
import { t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { PickOne } from '../ui/pick-one.tsx';

export type MaintenanceWindow = RollOut['window'];

const NIGHT = { from: '22:00', to: '05:00' } as const;

/** Offers every half hour, plus the current setting, because the command line can set any time. */
function timesWith(present: string) {
  const halves = Array.from(
    { length: 48 },
    (_, n) => `${String(n >> 1).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`,
  );
  return [...new Set([...halves, present])].toSorted().map((id) => ({ id, words: clockTime(id) }));
}

/** Sets when a release is installed: when officers quit, or during a maintenance window in the agency's time zone. */
export function WindowChoice({
  value,
  onChange,
}: {
  value: MaintenanceWindow;
  onChange: (value: MaintenanceWindow) => void;
}) {
  return (
    <div className="stack">
      <OneOf
        label={t('it.whenInstalled')}
        choices={[
          { value: 'quit', title: t('it.whenOfficersQuit') },
          { value: 'window', title: t('it.inMaintenanceWindow'), detail: t('it.windowMeans') },
        ]}
        value={value === null ? 'quit' : 'window'}
        onChange={(chosen) => onChange(chosen === 'quit' ? null : NIGHT)}
        error={undefined}
      />
      {value !== null && (
        <div className="window-times">
          <PickOne
            label={t('it.windowFrom')}
            options={timesWith(value.from)}
            chosen={value.from}
            onChoose={(from) => onChange({ ...value, from })}
          />
          <PickOne
            label={t('it.windowTo')}
            options={timesWith(value.to)}
            chosen={value.to}
            onChoose={(to) => onChange({ ...value, to })}
          />
        </div>
      )}
    </div>
  );
}
