import { known, language, t } from '../t.ts';

/** What is said about one text, in the words of whoever types it. Numbers are those of the schema or of a report. */
const TYPED: readonly [pattern: RegExp, words: (numbers: string[]) => string][] = [
  [/^must be filled in$/, () => t('ui.thisMustBeFilledIn')],
  [/^must have at most (\d+) characters$/, ([most = '']) => t('ui.atMostMostCharactersAre', { most })],
  [/^must have (\d+) to (\d+) characters$/, ([least = '', most = '']) => t('ui.thisTakesLeastToMost', { least, most })],
  [/^must not contain control characters$/, () => t('ui.thereIsASignIn')],
  [/^must be six digits$/, () => t('ui.typeTheSixDigitsOf')],
  [/^takes letters, digits and/, () => t('ui.aNameHasLettersDigits')],
  [/^not a tracking number$/, () => t('review.thisIsNotATracking')],
  [
    /^That report was itself rejected as a repeat of (\S+)\. Name that one\.$/,
    ([primary = '']) => t('ui.thatReportWasItselfRejected', { primary }),
  ],
  [/^must not be before the beginning$/, () => t('ui.theEndMustNotBe')],
];
/** A sentence that somebody wrote for people. What a schema says by itself ("Invalid input: expected …") is none. */
const SENTENCE = /^(?!Invalid |Too |Unrecognized |Expected )\p{Lu}.*[.?]$/su;

/** A complaint about one field, as a sentence in the officer's language; never the words of a schema. */
export function fieldProblem(message: string): string {
  for (const [pattern, words] of TYPED) {
    const found = pattern.exec(message);
    if (found !== null) return words(found.slice(1));
  }
  const inLanguage = known(message);
  const isSaid = SENTENCE.test(message) && (language() === 'en' || inLanguage !== message);
  return isSaid ? inLanguage : t('ui.whatStandsHereIsNot');
}
