import type { ActKind } from '#shared/domain/act.ts';
import type { Language } from '#shared/domain/report.ts';
import { LANGUAGE_WORDS } from '../ui/words.ts';

/** What the note of an act is for. `inside`: it stays inside the agency; else it goes into the letter, word for word. */
const NOTES: Record<ActKind, { label: string; inside: boolean; first?: true }> = {
  approve: { label: 'Note to the person (optional)', inside: false },
  reject: { label: 'Note to the person (optional)', inside: false },
  follow_up: { label: 'Note to the person (optional)', inside: false },
  log_call: { label: 'Note for colleagues (optional)', inside: true },
  escalate: { label: 'Why a supervisor should see this', inside: true, first: true },
  assign: { label: 'Note for whoever takes it over (optional)', inside: true },
  note: { label: 'Note for colleagues', inside: true, first: true },
  correct: { label: 'How you know this', inside: true },
  return: { label: 'Note to the person (optional)', inside: false },
  uphold_appeal: { label: 'Why the decision stands', inside: false, first: true },
  grant_appeal: { label: 'Note to the person (optional)', inside: false, first: true },
};

/** Label, description and language of an act's note; `autoFocus` where nothing comes before it in the form. */
export function noteWords(kind: ActKind, language: Language) {
  const { label, inside, first } = NOTES[kind];
  const letter = language === 'en' ? '.' : `; the letter is in ${LANGUAGE_WORDS[language]}.`;
  return {
    label,
    description: inside ? 'Stays inside the agency.' : `Goes into the letter, word for word${letter}`,
    ...(inside ? {} : { lang: language }),
    ...(first === true ? { autoFocus: true } : {}),
  };
}
