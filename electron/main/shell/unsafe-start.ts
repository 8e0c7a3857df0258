import { t } from './words.ts';

const DEBUGGERS = ['remote-debugging-port', 'remote-debugging-pipe'] as const;
/** Chromium switches that remove the officer's protection from a page, or the page's protection from the network. */
const UNSAFE = ['no-sandbox', 'disable-web-security', 'ignore-certificate-errors', ...DEBUGGERS] as const;

/**
 * Returns a sentence that says why the application must not start this way; null if it may. The switches are checked
 * even if nobody typed them: an AppImage adds `--no-sandbox` itself where the system denies user namespaces to ordinary
 * accounts.
 * @param hasSwitch whether Chromium was given a switch, named without dashes.
 */
export function unsafeStart(start: {
  isPackaged: boolean;
  isRoot: boolean;
  hasSwitch: (name: string) => boolean;
  /** Whether managed settings allow `--remote-debugging-port`. */
  mayDebug: boolean;
  env: Readonly<Record<string, string | undefined>>;
}): string | null {
  if (start.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    return t('menu.unsafeStart', { what: 'NODE_TLS_REJECT_UNAUTHORIZED' });
  if (!start.isPackaged) return null;
  const found = UNSAFE.find((name) => start.hasSwitch(name) && !isAllowed(name, start));
  return found === undefined ? null : t('menu.unsafeStart', { what: `--${found}` });
}

/** Whether other programs on this computer may read and control the window. If so, the settings page warns officers. */
export const isDebuggerOpen = (commandLine: { hasSwitch: (name: string) => boolean }): boolean =>
  DEBUGGERS.some((name) => commandLine.hasSwitch(name));

function isAllowed(
  name: (typeof UNSAFE)[number],
  { isRoot, mayDebug }: { isRoot: boolean; mayDebug: boolean },
): boolean {
  // Chromium refuses to run its sandbox as root.
  if (name === 'no-sandbox') return isRoot;
  return mayDebug && name.startsWith('remote-debugging');
}
