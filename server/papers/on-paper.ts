import { LATER, type Letter } from '#shared/letters/letter.ts';
import { SPAM } from '#shared/letters/text-faults.ts';
import { LETTER_WORDS } from '#shared/words/languages.ts';

/**
 * Adapts a letter for printing. A private link would have to be typed, so the tracking number and access code that open
 * the same page are added. If the letter bounced as e-mail, the paragraph about that mailbox is removed. A link to a
 * filled-in form would be too long to type, so the URL of the empty form replaces it.
 * @param known `hasLink` is false if the link has been deleted. The letter then says only that the code is on the first
 * printed copy.
 */
export function onPaper(
  letter: Letter,
  known: { trackingNumber: string; failedAddress: string | null; hasLink: boolean },
): Letter {
  const { trackingNumber, failedAddress, hasLink } = known;
  const hasCode = letter.text.includes(LATER.accessCode);
  let words = LETTER_WORDS[letter.language];
  const earlier = () => words['letters.codeOnFirstCopy'].replaceAll('{tracking}', () => trackingNumber);
  const blocks = letter.text
    .trim()
    .split('\n\n')
    .flatMap((block) => {
      if (block === words['letters.sameInEnglish']) words = LETTER_WORDS.en;
      if (failedAddress !== null && block.includes(failedAddress) && SPAM.test(block)) return [];
      if (block.includes(LATER.newReport))
        return [words['letters.newReportOnPaper'].replaceAll('{form}', () => LATER.newReport)];
      if (block.includes(LATER.accessCode)) return [hasLink ? block : earlier()];
      if (hasCode || !block.includes(LATER.privateLink)) return [block];
      if (!hasLink) return [block, earlier()];
      return [block, words['letters.codeOnPaper'].replaceAll('{tracking}', () => trackingNumber)];
    });
  return { ...letter, text: `${blocks.join('\n\n')}\n` };
}
