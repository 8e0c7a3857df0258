import { TEXT_SIZES, type WorkstationSettings } from '#shared/settings.ts';
import { LANGUAGES, OWN_NAMES } from '#shared/words/languages.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { Segments } from '../ui/segments.tsx';
import { SettingsPart } from './settings-part.tsx';

const THEMES: readonly { value: WorkstationSettings['theme']; words: string }[] = [
  { value: 'system', words: t('settings.matchSystem') },
  { value: 'light', words: t('common.light') },
  { value: 'dark', words: t('common.dark') },
  { value: 'contrast', words: t('common.highContrast') },
];

/**
 * Appearance settings. Language, theme and text size belong to the workstation, because they also apply while the window
 * is locked.
 */
export function LookSection({
  settings,
  onSettings,
  isForgotten = false,
}: {
  settings: WorkstationSettings;
  /** Whether the officer's own preferences are lost at sign-out, as on a workstation without a keychain. */
  isForgotten?: boolean;
  onSettings: (settings: WorkstationSettings) => void;
}) {
  const { preferences, change } = usePreferences();
  return (
    <SettingsPart title={t('settings.appearance')}>
      <Segments
        label={t('settings.language')}
        choices={[
          { value: 'system', words: t('settings.matchSystem') },
          // Each language is listed under its own name, so that someone who reads only that language finds it.
          ...LANGUAGES.map((value) => ({ value, words: OWN_NAMES[value] })),
        ]}
        value={settings.language}
        onChange={(language) => onSettings({ ...settings, language })}
      />
      <Segments
        label={t('settings.theme')}
        choices={THEMES}
        value={settings.theme}
        onChange={(theme) => onSettings({ ...settings, theme })}
      />
      <Segments
        label={t('settings.textSize')}
        choices={TEXT_SIZES.map((size) => ({ value: size, words: t('ui.n', { n: size }) }))}
        value={settings.textSize}
        onChange={(textSize) => onSettings({ ...settings, textSize })}
        description={`${t('settings.languageThemeAndTextSizeAre')}${isForgotten ? ` ${t('settings.forgottenAtSignOut')}` : ''}`}
      />
      <Segments
        label={t('settings.density')}
        choices={[
          { value: 'two_lines', words: t('settings.twoLines') },
          { value: 'comfortable', words: t('settings.comfortable') },
          { value: 'compact', words: t('settings.compactMoreRows') },
        ]}
        value={preferences.density}
        onChange={(density) => change({ density })}
      />
      <Segments
        label={t('settings.times')}
        choices={[
          { value: 'relative', words: t('settings.n26H5DaysAgo') },
          { value: 'exact', words: t('settings.dateAndTime') },
        ]}
        value={preferences.times}
        onChange={(times) => change({ times })}
      />
    </SettingsPart>
  );
}
