import { factWords, searchSaid, searchWords, viewWords } from './desk.ts';
import { problemTexts } from './errors.ts';
import { repeatWords } from './repeats.ts';

export const elsewhere: Readonly<Record<string, string>> = {
  ...factWords,
  ...problemTexts,
  ...repeatWords,
  ...searchSaid,
  ...searchWords,
  ...viewWords,
};
