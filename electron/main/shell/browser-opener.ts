import { clipboard, shell } from 'electron';
import { AppError } from '#shared/errors.ts';
import type { BrowserOpener } from '../session/session.ts';
import { isSignInPage } from './links.ts';
import { language, t } from './words.ts';

/** The system browser, for signing in through the agency's directory. It opens nothing but the agency server's own pages. */
export const browserOpener = (server: string): BrowserOpener => ({
  open: async (address) => {
    if (!isSignInPage(address, server)) throw new AppError('internal');
    await shell.openExternal(address);
  },
  copy: (text) => void clipboard.writeText(text),
  pageOf,
});

function pageOf(isGood: boolean): string {
  const title = isGood ? t('menu.browserSignedIn') : t('menu.browserNotSignedIn');
  const text = isGood ? t('menu.browserCloseThisWindow') : t('menu.browserGoBack');
  const head = `<meta charset="utf-8"><title>${escaped(title)} – P2C Review</title>`;
  return `<!doctype html><html lang="${language()}"><head>${head}</head><body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main></body></html>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
