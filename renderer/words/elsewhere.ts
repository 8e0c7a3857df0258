import { placeWords } from './desk.ts';

export const elsewhere: Readonly<Record<string, string>> = {
  ...placeWords,
};
