import { createHash } from 'node:crypto';
import { chooseLanguage } from './language.ts';
import { textIn } from './text.ts';

export type DirectoryPage = 'expired' | 'unreachable' | 'not_signed_out' | 'signed_out';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:12vh auto;padding:0 1.25rem}h1{font-size:1.5rem;line-height:1.25}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  vary: 'accept-language',
};

/** A page without links, scripts or anything from the request. */
export function directoryPage(page: DirectoryPage, acceptLanguage: string | undefined) {
  const { lang, t } = textIn(chooseLanguage(undefined, acceptLanguage));
  const [title, text] = [escaped(t(`portal-directory.${page}.title`)), escaped(t(`portal-directory.${page}.text`))];
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – P2C Review</title>`;
  const html = `<!doctype html><html lang="${lang}"><head>${head}<style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
  return { html, headers: HEADERS };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
