import { LATER, type Letter } from '#shared/letters/letter.ts';
import { SPAM } from '#shared/letters/text-faults.ts';
import { LETTER_WORDS } from '#shared/words/languages.ts';

/**
 * A letter as it is printed. On paper a link has to be typed, so the number and code that open the same page follow it.
 * A letter that bounced as e-mail loses the paragraph about that mailbox. A link to a form that is filled in already
 * would be too long to type, so the address of the empty form takes its place.
 * @param known `hasLink` is false once the link was deleted: then the code is only on the first printed copy.
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
