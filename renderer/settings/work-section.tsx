import type { Policy } from '#shared/domain/policy.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { Segments } from '../ui/segments.tsx';
import { Tick } from '../ui/tick.tsx';
import { SettingsPart } from './settings-part.tsx';

const LONGER = [30, 60, 120] as const;

/** Settings for the officer's work: the first page, what happens after a decision, notifications, and the undo period. */
export function WorkSection({ policy }: { policy: Policy | null }) {
  const { preferences, change } = usePreferences();
  const agency = policy?.limits.holdSeconds ?? 0;
  const holds = [
    {
      value: 0,
      words: agency === 0 ? t('settings.agencyDefault') : t('settings.nSecondsAgencyDefault', { n: agency }),
    },
    ...LONGER.filter((seconds) => seconds > agency).map((seconds) => ({
      value: seconds,
      words: seconds % 60 === 0 ? t('settings.nMinutes', { n: seconds / 60 }) : t('settings.nSeconds', { n: seconds }),
    })),
  ];
  const chosen = preferences.holdSeconds > agency ? preferences.holdSeconds : 0;
  return (
    <SettingsPart title={t('settings.work')}>
      <Segments
        label={t('settings.startWith')}
        choices={[
          { value: 'queue', words: t('common.theQueue') },
          { value: 'to_decide', words: t('views.to_decide') },
          { value: 'start', words: t('settings.startPage') },
        ]}
        value={preferences.begin}
        onChange={(begin) => change({ begin })}
      />
      <div className="setting">
        <span className="setting-name">{t('settings.afterADecision')}</span>
        <Tick
          words={t('settings.openNextReport')}
          isOn={preferences.openNext}
          onChange={(openNext) => change({ openNext })}
        />
      </div>
      <div className="setting">
        <span className="setting-name">{t('settings.notifications')}</span>
        <Tick
          words={t('settings.notifyMeWhenAReporterReplies')}
          isOn={preferences.notify}
          onChange={(notify) => change({ notify })}
        />
        <p className="setting-more">{t('settings.whileTheWindowIsLockedThey')}</p>
      </div>
      <Segments
        label={t('settings.timeToUndo')}
        choices={holds}
        value={chosen}
        onChange={(holdSeconds) => change({ holdSeconds })}
        description={t('settings.whenThisTimeIsUpThe')}
      />
    </SettingsPart>
  );
}
