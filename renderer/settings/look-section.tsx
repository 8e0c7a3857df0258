import { TEXT_SIZES, type WorkstationSettings } from '#shared/settings.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { Segments } from '../ui/segments.tsx';
import { SettingsPart } from './settings-part.tsx';

const THEMES: readonly { value: WorkstationSettings['theme']; words: string }[] = [
  { value: 'system', words: t('As the system') },
  { value: 'light', words: t('Light') },
  { value: 'dark', words: t('Dark') },
  { value: 'contrast', words: t('High contrast') },
];

/** How the window looks. Language, theme and text size belong to the workstation, because the locked window needs them too. */
export function LookSection({
  settings,
  onSettings,
}: {
  settings: WorkstationSettings;
  onSettings: (settings: WorkstationSettings) => void;
}) {
  const { preferences, change } = usePreferences();
  return (
    <SettingsPart title={t('Look')}>
      <Segments
        label={t('Language')}
        choices={[
          { value: 'system', words: t('As the system') },
          // Each is called by its own name, so that whoever reads only one of them finds it.
          { value: 'en', words: 'English' },
          { value: 'es', words: 'Español' },
        ]}
        value={settings.language}
        onChange={(language) => onSettings({ ...settings, language })}
      />
      <Segments
        label={t('Theme')}
        choices={THEMES}
        value={settings.theme}
        onChange={(theme) => onSettings({ ...settings, theme })}
      />
      <Segments
        label={t('Text size')}
        choices={TEXT_SIZES.map((size) => ({ value: size, words: `${size} %` }))}
        value={settings.textSize}
        onChange={(textSize) => onSettings({ ...settings, textSize })}
        description={t('Language, theme and text size are kept on this workstation, everything else with you.')}
      />
      <Segments
        label={t('Density')}
        choices={[
          { value: 'comfortable', words: t('Comfortable') },
          { value: 'compact', words: t('Compact: more rows') },
        ]}
        value={preferences.density}
        onChange={(density) => change({ density })}
      />
      <Segments
        label={t('Times')}
        choices={[
          { value: 'relative', words: t('26 h, 5 days ago') },
          { value: 'exact', words: t('Day and time') },
        ]}
        value={preferences.times}
        onChange={(times) => change({ times })}
      />
    </SettingsPart>
  );
}
