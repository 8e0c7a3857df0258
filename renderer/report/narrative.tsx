import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { dangerMarks } from '#shared/screening/danger.ts';
import type { DangerSign } from '#shared/screening/danger-words.ts';
import { type Piece, pieces } from '#shared/screening/marks.ts';
import type { FactorCode } from '#shared/screening/solvability.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { DANGER_SIGN_WORDS, factorWords } from '../wording/hint-words.ts';
import { CopyText } from './copy-value.tsx';
import { Section } from './section.tsx';
import { useMarks } from './use-marks.ts';

/**
 * Longer narratives are initially shortened to about this many characters, so that the sections on what, when and where
 * stay nearby.
 */
const SHORT = 1200;

/** The reporter's own account of what happened; solvability factors and words that may indicate danger are marked. */
export function Narrative({
  text,
  whole,
  onWhole,
}: {
  text: string;
  whole: boolean;
  onWhole: (whole: boolean) => void;
}) {
  const long = text.length > SHORT * 1.25;
  const printing = usePrinting();
  const cut = long && !whole && !printing;
  const end = cut ? wordEnd(text, SHORT) : text.length;
  const marks = useMarks(text, long ? SHORT : text.length, printing);
  const shown = text.slice(0, end);
  const danger = useMemo(() => dangerMarks(shown), [shown]);
  const factors = [...new Set(marks.map((mark) => mark.code))];
  return (
    <Section
      holds="how"
      title={t('common.narrative')}
      aside={long ? t('report.whatCharacters', { what: text.length }) : undefined}
    >
      <p className="narrative" dir="auto">
        {pieces(text, [...marks, ...danger], end).map(pieceView)}
        {cut && ' …'}
      </p>
      {factors.length > 0 && (
        <p className="narrative-factors">
          <span className="faint">{t('report.solvabilityFactorsFound')}</span> {factors.map(factorWords).join(' · ')}
        </p>
      )}
      {text !== '' && <CopyText text={text}>{t('report.copyNarrative')}</CopyText>}
      {long && (
        <Button className="button button-link" onPress={() => onWhole(!whole)} aria-expanded={whole}>
          {whole ? t('report.showLess') : t('report.showFullNarrative')}
        </Button>
      )}
    </Section>
  );
}

/** The index is the key, because pieces have no ID and the text does not change. */
function pieceView({ text, codes }: Piece<FactorCode | DangerSign>, at: number) {
  if (codes.length === 0) return text;
  const means = codes.map((code) => (isDanger(code) ? DANGER_SIGN_WORDS[code] : factorWords(code)));
  return (
    <mark className={codes.some(isDanger) ? 'factor factor-danger' : 'factor'} key={at} title={means.join(', ')}>
      {text}
    </mark>
  );
}

const isDanger = (code: FactorCode | DangerSign): code is DangerSign => Object.hasOwn(DANGER_SIGN_WORDS, code);

/** Returns the end of the last whole word before this position; in a text without spaces, the position itself. */
function wordEnd(text: string, before: number): number {
  const space = text.lastIndexOf(' ', before);
  return space > 0 ? space : before;
}
