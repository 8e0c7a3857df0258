import type { ReactElement } from 'react';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { PortalText } from './text.ts';

/** Phone numbers in an agency's text. */
const NUMBER = /(?<![\d-])((?:1-)?\d{3}-\d{3}-\d{4}|911|988|(?<=\b(?:to|al) )\d{5})(?![\d-])/;
/** Words before a number that ask to text it. */
const TEXT = /\btext(?:o al)?\s*$/i;

/** Whom someone can turn to who is hurt or threatened, and how to call safely, in the agency's words. */
export function SafetyHelp({ text, policy }: { text: PortalText; policy: Policy }): ReactElement {
  return (
    <div className="help">
      <p>
        <strong>{text.t('portal-site.help.title')}</strong>
      </p>
      {inLanguage(policy.safetyHelp, policy, text.lang)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p key={line}>
            <WithPhones line={line} />
          </p>
        ))}
    </div>
  );
}

/** Turns every phone number in a line into a link that calls it, or opens a text to it. */
function WithPhones({ line }: { line: string }): ReactElement[] {
  const pieces = line.split(NUMBER);
  return pieces.map((piece, index) =>
    index % 2 === 0 ? (
      // oxlint-disable-next-line react/no-array-index-key -- the pieces of a line stay where they are
      <span key={index}>{piece}</span>
    ) : (
      <a
        // oxlint-disable-next-line react/no-array-index-key -- the pieces of a line stay where they are
        key={index}
        className="phone"
        href={`${isTexted(piece, pieces[index - 1] ?? '') ? 'sms' : 'tel'}:${piece.replaceAll('-', '')}`}
      >
        {piece}
      </a>
    ),
  );
}

/** Only short numbers: a line that says "call or text" is called. */
const isTexted = (number: string, before: string): boolean =>
  number.length === 5 || (number === '911' && TEXT.test(before));
