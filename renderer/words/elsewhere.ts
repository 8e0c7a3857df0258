import { factWords, searchSaid, searchWords, viewWords } from './desk.ts';
import { problemTexts } from './errors.ts';
import { policyWords } from './policy.ts';
import { repeatWords } from './repeats.ts';

/** Spanish of texts that reach the window in English: from shared/, from a policy, from the server. Used through `known`. */
export const elsewhere: Readonly<Record<string, string>> = {
  ...factWords,
  ...policyWords,
  ...problemTexts,
  ...repeatWords,
  ...searchSaid,
  ...searchWords,
  ...viewWords,
};
