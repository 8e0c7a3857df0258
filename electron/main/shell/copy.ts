import { clipboard } from 'electron';
import { AppError } from '#shared/errors.ts';

/** Copies text to the clipboard, if the window may currently show reports. */
export const createCopy = (mayRead: () => boolean) => async (text: string) => {
  if (!mayRead()) throw new AppError('locked');
  // Awaited for newer Electron versions, in which writing to the clipboard is asynchronous.
  await clipboard.writeText(text);
  return undefined;
};
