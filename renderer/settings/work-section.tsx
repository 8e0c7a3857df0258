import type { Policy } from '#shared/domain/policy.ts';
import { plural, t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { Segments } from '../ui/segments.tsx';
import { Tick } from '../ui/tick.tsx';
import { SettingsPart } from './settings-part.tsx';

const LONGER = [30, 60, 120] as const;

/** What the desk does by itself. */
export function WorkSection({ policy }: { policy: Policy | null }) {
  const { preferences, change } = usePreferences();
  const agency = policy?.limits.holdSeconds ?? 0;
  const holds = [
    {
      value: 0,
      words:
        agency === 0 ? t('As the agency') : plural(agency, '{n} second, as the agency', '{n} seconds, as the agency'),
    },
    ...LONGER.filter((seconds) => seconds > agency).map((seconds) => ({
      value: seconds,
      words:
        seconds % 60 === 0
          ? plural(seconds / 60, '{n} minute', '{n} minutes')
          : plural(seconds, '{n} second', '{n} seconds'),
    })),
  ];
  const chosen = preferences.holdSeconds > agency ? preferences.holdSeconds : 0;
  return (
    <SettingsPart title={t('Work')}>
      <Segments
        label={t('Begin with')}
        choices={[
          { value: 'queue', words: t('The queue') },
          { value: 'start', words: t('The start page') },
        ]}
        value={preferences.begin}
        onChange={(begin) => change({ begin })}
      />
      <div className="setting">
        <span className="setting-name">{t('After a decision')}</span>
        <Tick
          words={t('Open the next report')}
          isOn={preferences.openNext}
          onChange={(openNext) => change({ openNext })}
        />
      </div>
      <div className="setting">
        <span className="setting-name">{t('Notifications')}</span>
        <Tick
          words={t('Tell me when a person answers what I asked')}
          isOn={preferences.notify}
          onChange={(notify) => change({ notify })}
        />
        <p className="setting-more">{t('While the window is locked they say nothing but that something waits.')}</p>
      </div>
      <Segments
        label={t('Undo time')}
        choices={holds}
        value={chosen}
        onChange={(holdSeconds) => change({ holdSeconds })}
        description={t('A decision leaves for the server, and its letter for the person, when this time is over.')}
      />
    </SettingsPart>
  );
}
