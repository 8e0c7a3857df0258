import type { ActKind } from '#shared/domain/act.ts';
import type { Language } from '#shared/domain/report.ts';
import { language as spokenHere, t } from '../t.ts';
import { LANGUAGE_WORDS } from '../ui/words.ts';

/** What the note of an act is for. `inside`: it stays inside the agency; else it goes into the letter, word for word. */
const NOTES: Record<ActKind, { label: string; inside: boolean; first?: true }> = {
  approve: { label: t('Note to the person (optional)'), inside: false },
  reject: { label: t('Note to the person (optional)'), inside: false },
  follow_up: { label: t('Note to the person (optional)'), inside: false },
  log_call: { label: t('Note for colleagues (optional)'), inside: true },
  escalate: { label: t('Why a supervisor should see this'), inside: true, first: true },
  assign: { label: t('Note for whoever takes it over (optional)'), inside: true },
  note: { label: t('Note for colleagues'), inside: true, first: true },
  correct: { label: t('How you know this'), inside: true },
  return: { label: t('Note to the person (optional)'), inside: false },
  uphold_appeal: { label: t('Why the decision stands'), inside: false, first: true },
  grant_appeal: { label: t('Note to the person (optional)'), inside: false, first: true },
};

/** Label, description and language of an act's note; `autoFocus` where nothing comes before it in the form. */
export function noteWords(kind: ActKind, language: Language) {
  const { label, inside, first } = NOTES[kind];

  return {
    label,
    description: inside
      ? t('Stays inside the agency.')
      : language === spokenHere()
        ? t('Goes into the letter, word for word.')
        : t('Goes into the letter, word for word; the letter is in {language}.', {
            language: LANGUAGE_WORDS[language],
          }),
    ...(inside ? {} : { lang: language }),
    ...(first === true ? { autoFocus: true } : {}),
  };
}
