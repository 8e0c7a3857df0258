import { TEXT_SIZES, type WorkstationSettings } from '#shared/settings.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { Segments } from '../ui/segments.tsx';
import { SettingsPart } from './settings-part.tsx';

const THEMES: readonly { value: WorkstationSettings['theme']; words: string }[] = [
  { value: 'system', words: 'As the system' },
  { value: 'light', words: 'Light' },
  { value: 'dark', words: 'Dark' },
  { value: 'contrast', words: 'High contrast' },
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
    <SettingsPart title="Look">
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
        label="Theme"
        choices={THEMES}
        value={settings.theme}
        onChange={(theme) => onSettings({ ...settings, theme })}
      />
      <Segments
        label="Text size"
        choices={TEXT_SIZES.map((size) => ({ value: size, words: `${size} %` }))}
        value={settings.textSize}
        onChange={(textSize) => onSettings({ ...settings, textSize })}
        description="Language, theme and text size are kept on this workstation, everything else with you."
      />
      <Segments
        label="Density"
        choices={[
          { value: 'comfortable', words: 'Comfortable' },
          { value: 'compact', words: 'Compact: more rows' },
        ]}
        value={preferences.density}
        onChange={(density) => change({ density })}
      />
      <Segments
        label="Times"
        choices={[
          { value: 'relative', words: '26 h, 5 days ago' },
          { value: 'exact', words: 'Day and time' },
        ]}
        value={preferences.times}
        onChange={(times) => change({ times })}
      />
    </SettingsPart>
  );
}
