import { Mail } from 'lucide-react';
import type { z } from 'zod';
import type { letterView } from '#shared/ipc-shapes.ts';
import { type LetterPart, letterParts, type Piece } from '../model/letter-parts.ts';
import { t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';

export type LetterView = z.infer<typeof letterView>;
/** What a sheet shows of a letter. */
export type SheetLetter = Pick<LetterView, 'subject' | 'text'> & {
  to?: string | null;
  onPage?: boolean;
  language?: LetterView['language'];
};

/**
 * A letter shown as a sheet of paper: recipient, subject, language, and the full text.
 * @param former the text shown before; passages that are new since then are marked.
 */
export function LetterSheet({
  letter,
  label = t('common.letter'),
  former,
}: {
  letter: SheetLetter;
  label?: string;
  former?: string | null | undefined;
}) {
  const said = former == null ? null : new Set(letterParts(former).map((part) => JSON.stringify(part)));
  const mark = (part: LetterPart) => (said === null || said.has(JSON.stringify(part)) ? undefined : 'letter-new');
  return (
    <article className="letter" aria-label={label}>
      <dl className="letter-head">
        {letter.to !== undefined && (
          <>
            <dt>{t('ui.to')}</dt>
            <dd>{letter.to ?? t(letter.onPage === true ? 'ui.onPageOnly' : 'ui.onPaperThisLetterWillBe')}</dd>
          </>
        )}
        <dt>{t('ui.subject')}</dt>
        <dd className="letter-subject" lang={letter.language}>
          <Line pieces={[{ kind: 'words', text: letter.subject }]} />
        </dd>
        {letter.language !== undefined && (
          <>
            <dt>{t('settings.language')}</dt>
            <dd>{LANGUAGE_WORDS[letter.language]}</dd>
          </>
        )}
      </dl>
      <div className="letter-text" lang={letter.language}>
        {letterParts(letter.text).map((part, at) =>
          part.kind === 'list' ? (
            // The parts of a letter have no IDs, only positions.
            // oxlint-disable-next-line react/no-array-index-key
            <ul className={mark(part)} key={at}>
              {part.items.map((pieces, item) => (
                // oxlint-disable-next-line react/no-array-index-key
                <li key={item}>
                  <Line pieces={pieces} />
                </li>
              ))}
            </ul>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key
            <p className={mark(part)} key={at}>
              {part.lines.map((pieces, line) => (
                // oxlint-disable-next-line react/no-array-index-key
                <span className="letter-line" key={line}>
                  <Line pieces={pieces} />
                </span>
              ))}
            </p>
          ),
        )}
      </div>
    </article>
  );
}

function Line({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) =>
    piece.kind === 'later' ? (
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={at} className="letter-later" title={t('ui.theServerFillsThisInWhen')}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}

/** A placeholder shown until the letter is available. */
export function LetterPlaceholder({ children }: { children: string }) {
  return (
    <div className="letter letter-none">
      <Mail className="empty-icon" aria-hidden />
      <p>{children}</p>
    </div>
  );
}
