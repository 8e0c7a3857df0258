import { t } from './words.ts';

/** Switches of Chromium that take away what protects the officer from a page, or the page from the network. */
const UNSAFE = ['no-sandbox', 'disable-web-security', 'ignore-certificate-errors'] as const;

/**
 * Why the application must not start like this, as a sentence, or null. An AppImage starts with `--no-sandbox` by itself
 * where the system gives ordinary accounts no namespaces, so it must not go unnoticed.
 * @param hasSwitch whether Chromium was given a switch, named without dashes.
 */
export function unsafeStart(start: {
  isPackaged: boolean;
  isRoot: boolean;
  hasSwitch: (name: string) => boolean;
  env: Readonly<Record<string, string | undefined>>;
}): string | null {
  if (start.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    return t('menu.unsafeStart', { what: 'NODE_TLS_REJECT_UNAUTHORIZED' });
  if (!start.isPackaged) return null;
  // Chromium refuses to run its sandbox as root.
  const found = UNSAFE.find((name) => start.hasSwitch(name) && !(name === 'no-sandbox' && start.isRoot));
  return found === undefined ? null : t('menu.unsafeStart', { what: `--${found}` });
}
