import type { Session } from 'electron';
import type { Log } from '#electron/common/log.ts';
import { LANGUAGES, type Language, LOCALES } from '#shared/words/languages.ts';

/** Dictionary names, best match first, such as `es-US`, `es-ES`, `es`; which ones exist depends on the Chromium version. */
const dictionaries = (language: Language) => [LOCALES[language], `${language}-${language.toUpperCase()}`, language];

export type Spelling = {
  /** Checks spelling in the language of the letter; English is always included, because officers may write in it. */
  checkIn: (language: Language) => void;
};

/** In safe mode nothing is checked. */
export const NO_SPELLING: Spelling = { checkIn: () => undefined };

/**
 * Turns on spell checking in note fields. macOS has its own spell checker. Elsewhere, Chromium would download Hunspell
 * dictionaries from a Google server, so they come from the agency server instead; if it has none, nothing is checked.
 * Call before the first window is created, because creating a window starts the download.
 */
export function checkSpelling(session: Session, server: string, log: Log): Spelling {
  session.setSpellCheckerDictionaryDownloadURL(`${server}/dictionaries/`);
  session.on('spellcheck-dictionary-download-failure', (_event, language) =>
    log('spelling.no_dictionary', { language }),
  );
  const checkIn = (language: Language): void => {
    const wanted = LANGUAGES.filter((one) => one === 'en' || one === language);
    const there = session.availableSpellCheckerLanguages;
    session.setSpellCheckerLanguages(
      wanted.flatMap((one) =>
        dictionaries(one)
          .filter((name) => there.includes(name))
          .slice(0, 1),
      ),
    );
  };
  // On macOS, the system checks the languages its user has chosen and ignores this setting.
  if (process.platform === 'darwin') return NO_SPELLING;
  checkIn('en');
  return { checkIn };
}

/** Turns spell checking off, as IT requires: nothing is checked, and no dictionary is downloaded. */
export function noSpelling(session: Session): Spelling {
  session.setSpellCheckerEnabled(false);
  return { checkIn: () => undefined };
}
