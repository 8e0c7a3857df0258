import { placeWords } from './desk.ts';
import { historyWords } from './history.ts';
import { policyWords } from './policy.ts';

/** Spanish of texts that reach the window in English: from shared/, from a policy, from the server. Used through `known`. */
export const elsewhere: Readonly<Record<string, string>> = {
  ...placeWords,
  ...historyWords,
  ...policyWords,
};
