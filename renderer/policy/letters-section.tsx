import { useState } from 'react';
import { LETTER_KINDS, type LetterKind } from '#shared/domain/policy.ts';
import { REQUIRED_PLACEHOLDERS } from '#shared/letters/letter-rules.ts';
import { sampleLetter } from '#shared/letters/sample-letter.ts';
import type { LetterFacts } from '#shared/letters/values.ts';
import { UnknownPlaceholder } from '#shared/letters/wording.ts';
import { LANGUAGES, type Language } from '#shared/words/languages.ts';
import { t } from '../t.ts';
import { LetterPlaceholder, LetterSheet } from '../ui/letter-sheet.tsx';
import { PickOne } from '../ui/pick-one.tsx';
import { useTitles } from '../ui/titles.tsx';
import { LANGUAGE_WORDS } from '../wording/words.ts';
import { ParagraphsAt, TextAt } from './fields.tsx';
import { noteAt, noteWords } from './language-notes.ts';
import { LETTER_NAMES } from './policy-words.ts';
import { usePreviewSource } from './preview-source.tsx';
import { useEditing } from './use-editing.ts';

/** The letters to reporters, with all languages side by side. Below each text is a preview of the letter. */
export function LettersSection() {
  const titles = useTitles();
  const { policy, faults, notes, going } = useEditing();
  const [kind, setKind] = useState<LetterKind>(kindAt(going?.path) ?? 'approved');
  const [gone, setGone] = useState(going);
  if (going !== gone) {
    setGone(going);
    setKind(kindAt(going?.path) ?? kind);
  }
  const [reasonCode, setReasonCode] = useState<string>();
  const { report, picks, notes: sourceNotes } = usePreviewSource();
  const withFaults = LETTER_KINDS.filter((one) => faults.some(({ path }) => path.startsWith(`letters.${one}.`)));
  return (
    <div className="stack">
      <div className="policy-picks">
        <PickOne
          label={t('policy.letter')}
          options={LETTER_KINDS.map((id) => ({
            id,
            words: withFaults.includes(id) ? `${LETTER_NAMES[id]} · ${t('policy.hasProblems')}` : LETTER_NAMES[id],
          }))}
          chosen={kind}
          onChoose={(id) => setKind(LETTER_KINDS.find((one) => one === id) ?? kind)}
        />
        {picks}
        {kind === 'rejected' && policy !== null && (
          <PickOne
            label={t('policy.rejectedFor')}
            options={policy.reasons.map(({ code, title }) => ({ id: code, words: titles.text(title) }))}
            chosen={reasonCode ?? policy.reasons[0]?.code ?? ''}
            onChoose={setReasonCode}
          />
        )}
      </div>
      {sourceNotes}
      <p className="hint-text">
        {t('policy.mustInclude')}{' '}
        {REQUIRED_PLACEHOLDERS[kind].map((name) => (
          <code className="policy-placeholder" key={name}>{`{${name}}`}</code>
        ))}{' '}
        {t('policy.emptyLine')}
      </p>
      <div className="policy-languages">
        {LANGUAGES.map((language) => {
          const named = { language: LANGUAGE_WORDS[language] };
          const path = `letters.${kind}.${language}`;
          const note = noteAt(notes, `letters.${kind}`, language);
          return (
            <div className="stack" key={path} data-path={path}>
              {note !== undefined && <p className="field-warning">{noteWords(note)}</p>}
              <TextAt path={`${path}.subject`} label={t('policy.subjectIn', named)} lang={language} />
              <ParagraphsAt path={`${path}.paragraphs`} label={t('policy.paragraphsIn', named)} lang={language} />
              <h2 className="section-title">{t('policy.previewIn', named)}</h2>
              <Preview kind={kind} language={language} report={report} reasonCode={reasonCode} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const kindAt = (path = ''): LetterKind | undefined => {
  const [part, key] = path.split('.');
  return part === 'letters' ? LETTER_KINDS.find((one) => one === key) : undefined;
};

function Preview({
  kind,
  language,
  report,
  reasonCode,
}: {
  kind: LetterKind;
  language: Language;
  report: LetterFacts | undefined;
  reasonCode: string | undefined;
}) {
  const { policy } = useEditing();
  if (report === undefined) return null;
  if (policy === null) return <LetterPlaceholder>{t('policy.noPreview')}</LetterPlaceholder>;
  const to = { ...report, facts: { ...report.facts, who: { ...report.facts.who, language } } };
  // Upholding an appeal always requires a reason, so its preview includes a sample; the other letters have no note.
  const note = kind === 'appeal_upheld' ? t('policy.sampleNote') : '';
  const letter = written(policy, kind, to, { note, reasonCode });
  if (letter === null) return <LetterPlaceholder>{t('policy.noPreview')}</LetterPlaceholder>;
  return <LetterSheet letter={letter} label={t('policy.previewIn', { language: LANGUAGE_WORDS[language] })} />;
}

/** Returns null if the text has an unknown placeholder. */
function written(...args: Parameters<typeof sampleLetter>): ReturnType<typeof sampleLetter> | null {
  try {
    return sampleLetter(...args);
  } catch (error) {
    if (error instanceof UnknownPlaceholder) return null;
    throw error;
  }
}
