import { join } from 'node:path';
import { BrowserWindow, Menu, session } from 'electron';
import type { Log } from '#electron/common/log.ts';
import type { RepairAnswer, RepairRequest } from '#shared/repair-ipc.ts';
import { APP_HOST, APP_SCHEME } from '../app-origin.ts';
import { registerRepair } from '../ipc/register-repair.ts';
import { SECURITY_HEADERS } from '../shell/content-security.ts';
import { serve } from '../shell/protocol.ts';
import { askWhere, saveFile } from '../shell/save-file.ts';
import { denyPermissions, guardWindows } from '../shell/security.ts';
import { t } from '../shell/words.ts';
import type { StartMark } from '../start/start-mark.ts';
import { type PageTheme, REPAIR_STYLE, repairPage } from './repair-page.ts';
import { unsentDecisions } from './unsent-decisions.ts';

export type RepairDeps = {
  userData: string;
  version: string;
  mark: StartMark;
  theme: PageTheme;
  /** The page's own preload script. */
  preload: string;
  /** Asks where to save; null if canceled. */
  saveDiagnostics: () => Promise<string | null>;
  /** Starts the application in this process. @throws when it can't be loaded. */
  start: (safeMode: boolean) => Promise<void>;
  log: Log;
  now: () => Date;
};

const START = `${APP_SCHEME}://${APP_HOST}/repair.html`;
const SIZE = { width: 760, height: 620, minWidth: 480, minHeight: 400 };

/**
 * Opens the repair page instead of the application. The page needs neither the worker thread nor the cache nor the
 * window's files. Its window has the same protections as the application's.
 */
export function openRepair(deps: RepairDeps): void {
  const { mark, log, version } = deps;
  const journals = join(deps.userData, 'journal');
  denyPermissions(session.defaultSession);
  guardWindows(log);
  serve(({ url, method }) => {
    const path = URL.parse(url)?.pathname;
    const { unfinished, lastGood } = mark.get();
    const waiting = unsentDecisions(journals)?.count ?? 0;
    const facts = { version, unfinished, failure: mark.failure, lastGood, waiting };
    if (method === 'GET' && path === '/repair.html') return answer(repairPage(facts, deps.theme), 'text/html');
    if (method === 'GET' && path === '/repair.css') return answer(REPAIR_STYLE, 'text/css');
    return new Response('', { status: 404, headers: SECURITY_HEADERS });
  });
  // Electron's default menu includes developer tools.
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'fileMenu' }]));
  const window = new BrowserWindow({
    ...SIZE,
    title: 'P2C Review',
    autoHideMenuBar: true,
    webPreferences: {
      preload: deps.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  registerRepair(window, (what) => carryOut(what, deps, window), log);
  void window.loadURL(START).catch(() => undefined);
  log('repair.opened', { version, failure: mark.failure });
}

async function carryOut(what: RepairRequest, deps: RepairDeps, window: BrowserWindow): Promise<RepairAnswer> {
  switch (what) {
    case 'try':
    case 'safe':
      try {
        await deps.start(what === 'safe');
      } catch (error) {
        deps.log('repair.not_started', { name: error instanceof Error ? error.name : 'unknown' });
        return { isOk: false, text: t('repair.couldntStart') };
      }
      window.destroy();
      return { isOk: true, text: '' };
    case 'export':
      return saved(exportDecisions(deps));
    case 'diagnostics':
      return saved(deps.saveDiagnostics());
  }
}

async function exportDecisions({ userData, now }: RepairDeps): Promise<string | null> {
  const name = `${t('repair.fileDecisions')}-${now().toISOString().slice(0, 10)}.p2cj`;
  const path = await askWhere(t('repair.saveDecisions'), name, () => true);
  const decisions = unsentDecisions(join(userData, 'journal'));
  if (path === null || decisions === null) return null;
  await saveFile(path, decisions.bytes);
  return path;
}

const saved = (saving: Promise<string | null>): Promise<RepairAnswer> =>
  saving.then(
    (path) => ({ isOk: true, text: path === null ? '' : t('repair.saved', { path }) }),
    () => ({ isOk: false, text: t('repair.notSaved') }),
  );

const answer = (body: string, type: string): Response =>
  new Response(body, { headers: { ...SECURITY_HEADERS, 'content-type': `${type}; charset=utf-8` } });
