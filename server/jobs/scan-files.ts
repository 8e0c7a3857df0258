import { noteScan, noteScanFailure, unscannedFiles, waitsForScanSince } from '../db/file-scans.ts';
import type { FileDeps } from '../deps.ts';
import {
  SCAN_LIMITS,
  type ScanLimits,
  type ScannerAddress,
  ScannerUnavailable,
  type ScanResult,
  scan,
} from '../files/clamd.ts';
import type { Alerts } from '../mail/alerts.ts';

type Scanner = { address: ScannerAddress; alerts: Pick<Alerts, 'raise' | 'clear'>; limits?: ScanLimits };

/** Maximum number of files per run; the next run follows within seconds. */
const MOST_AT_ONCE = 200;
const TELL_AFTER_MS = 10 * 60_000;
const AWAY = 'malware scanner';

/**
 * Scans new files for malware, one at a time. While the scanner is unavailable, files stay marked as not scanned, and
 * an alert is sent if that lasts.
 */
export async function scanFiles(
  deps: FileDeps,
  { address, alerts, limits = SCAN_LIMITS }: Scanner,
  stopped?: AbortSignal,
): Promise<{ clean: number; infected: number; notScanned: number; away: number }> {
  const counts = { clean: 0, infected: 0, notScanned: 0, away: 0 };
  for (const { id, fileId } of await unscannedFiles(deps.db, MOST_AT_ONCE)) {
    if (stopped?.aborted === true) return counts;
    const result = await lookAt(deps, fileId, address, limits);
    if (result instanceof ScannerUnavailable) {
      counts.away = 1;
      if (await waitsForScanSince(deps.db, new Date(deps.now().getTime() - TELL_AFTER_MS)))
        alerts.raise(AWAY, `clamd does not answer (${result.message}). Files are waiting, marked as not scanned.`);
      return counts;
    }
    if (result === 'not scanned') {
      await noteScanFailure(deps.db, id);
      counts.notScanned += 1;
    } else {
      await noteScan(deps.db, id, result, deps.now());
      counts[result.state] += 1;
    }
  }
  if (counts.clean + counts.infected > 0) alerts.clear(AWAY, 'The malware scanner works again.');
  return counts;
}

/** A file that is missing, damaged, or too much for the scanner doesn't hold up the others. */
async function lookAt(
  { vault }: FileDeps,
  fileId: string,
  address: ScannerAddress,
  limits: ScanLimits,
): Promise<ScanResult | 'not scanned' | ScannerUnavailable> {
  let original: Awaited<ReturnType<typeof vault.open>> = null;
  try {
    original = await vault.open(fileId, 'original');
    return original === null ? 'not scanned' : await scan(address, original, limits);
  } catch (error) {
    return error instanceof ScannerUnavailable ? error : 'not scanned';
  } finally {
    original?.destroy();
  }
}
