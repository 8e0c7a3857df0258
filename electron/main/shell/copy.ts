import { clipboard } from 'electron';
import { AppError } from '#shared/errors.ts';

/** Puts text on the clipboard, from a window that may show reports. */
export const createCopy = (mayRead: () => boolean) => async (text: string) => {
  if (!mayRead()) throw new AppError('locked');
  // The promise is that of newer versions, in which the system answers later.
  await clipboard.writeText(text);
  return undefined;
};
