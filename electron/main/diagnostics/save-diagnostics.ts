import type { CacheCheck } from '#electron/common/worker-protocol.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import { IS_PACKAGED } from '../packaged.ts';
import { askWhere, saveFile } from '../shell/save-file.ts';
import { t } from '../shell/words.ts';
import { type DiagnosticsInput, diagnostics } from './diagnostics.ts';

/** How long the worker thread may take to check the cache. */
const TIMEOUT_MS = 60_000;

/**
 * Asks where to save diagnostics, and saves them. Returns the path, or null if the dialog was canceled.
 * @param given.ask null when there is no worker thread.
 * @throws AppError not_saved
 */
export async function askAndSaveDiagnostics(
  given: Omit<DiagnosticsInput, 'cache' | 'isPackaged'> & { ask: AskWorker | null },
): Promise<string | null> {
  const { ask, ...input } = given;
  const name = `${t('repair.fileDiagnostics')}-${input.now().toISOString().slice(0, 10)}.json`;
  const path = await askWhere(t('repair.saveDiagnostics'), name, () => true);
  if (path === null) return null;
  const cache = ask === null ? null : await checked(ask);
  await saveFile(path, Buffer.from(diagnostics({ ...input, isPackaged: IS_PACKAGED, cache })));
  return path;
}

async function checked(ask: AskWorker): Promise<CacheCheck | null | 'no_answer'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'no_answer'>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, 'no_answer');
  });
  const answer = ask('check-cache', undefined).catch(() => 'no_answer' as const);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
