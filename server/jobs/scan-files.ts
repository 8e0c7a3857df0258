import { performance } from 'node:perf_hooks';
import {
  GIVEN_UP_AT,
  newestCleanFile,
  noteScan,
  noteScanFailure,
  unscannedOfForms,
  unscannedOfReports,
  waitsForScanSince,
} from '../db/file-scans.ts';
import type { FileDeps } from '../deps.ts';
import {
  LostWithFile,
  NotScanned,
  SCAN_LIMITS,
  type ScanLimits,
  type ScannerAddress,
  ScannerUnavailable,
  type ScanResult,
  scan,
  tellsLimits,
} from '../files/clamd.ts';
import type { Alerts } from '../mail/alerts.ts';

type Scanner = { address: ScannerAddress; alerts: Pick<Alerts, 'raise' | 'clear'>; limits?: ScanLimits };
type Failure = NotScanned | ScannerUnavailable;
type Look = (fileId: string) => Promise<ScanResult | Failure>;

/** Maximum number of files per run; the next run follows within seconds. */
const MOST_AT_ONCE = 200;
/** A run ends after this time, so that slow files don't delay an alert. */
const MOST_MS = 60_000;
const TELL_AFTER_MS = 10 * 60_000;
const AWAY = 'malware scanner';
const GIVEN_UP = 'files not scanned';
const SETTINGS = 'malware scanner settings';

/**
 * Scans new files for malware, one at a time, and again those that could not be scanned. In an outage, of the scanner or
 * of the files' folder, files stay marked as not scanned, and an alert is sent if that lasts.
 */
export async function scanFiles(
  deps: FileDeps,
  { address, alerts, limits = SCAN_LIMITS }: Scanner,
  stopped?: AbortSignal,
): Promise<{ clean: number; infected: number; notScanned: number; away: number }> {
  const counts = { clean: 0, infected: 0, notScanned: 0, away: 0 };
  const look: Look = (fileId) => lookAt(deps, fileId, address, limits);
  /** Whether another file could be scanned in this run. */
  let works = false;
  let known: ScanResult | Failure | null | undefined;
  let failure: Failure | null = null;
  const until = performance.now() + MOST_MS;
  const next = nextFiles(deps);
  for (let n = 0; n < MOST_AT_ONCE && performance.now() < until; n += 1) {
    if (stopped?.aborted === true) return counts;
    const file = await next();
    if (file === undefined) break;
    if (n === 0 && !(await isTrusted(address, limits, alerts))) {
      failure = new ScannerUnavailable('it calls files clean that it did not scan to the end');
      counts.away = 1;
      break;
    }
    // A file that has failed is tried again only while another one can be scanned, so no outage counts against it.
    if (file.failures > 0 && !works && known === undefined) {
      known = await lookAtKnown(deps, look);
      if (known instanceof Error) {
        failure = known;
        counts.away = 1;
        break;
      }
      works = known !== null;
    }
    const result = await look(file.fileId);
    if (!(result instanceof Error)) {
      await noteScan(deps.db, file.id, result, deps.now());
      counts[result.state] += 1;
      works = true;
      continue;
    }
    failure = result;
    if (result instanceof NotScanned || result instanceof LostWithFile) {
      const failures = await noteScanFailure(deps.db, file, deps.now(), works);
      if (failures === GIVEN_UP_AT && failures > file.failures) alerts.raise(GIVEN_UP, givenUp(result));
    }
    if (result instanceof ScannerUnavailable) {
      counts.away = 1;
      break;
    }
    counts.notScanned += 1;
  }
  if (failure !== null && (counts.away > 0 || !works)) {
    if (await waitsForScanSince(deps.db, new Date(deps.now().getTime() - TELL_AFTER_MS)))
      alerts.raise(AWAY, `No file can be scanned (${failure.message}). Files are waiting, marked as not scanned.`);
  } else if (await waitsForScanSince(deps.db, new Date(deps.now().getTime() - TELL_AFTER_MS)))
    alerts.raise(AWAY, 'The malware scanner is behind: a file has waited for more than ten minutes.');
  else if (works) alerts.clear(AWAY, 'The malware scanner works again.');
  return counts;
}

/** Whether what this scanner calls clean is clean. If it can't be reached, the first file tells what is wrong. */
async function isTrusted(address: ScannerAddress, limits: ScanLimits, alerts: Scanner['alerts']): Promise<boolean> {
  const tells = await tellsLimits(address, limits).catch(() => null);
  if (tells === false)
    alerts.raise(
      SETTINGS,
      'clamd calls files clean that it did not scan to the end, so no file is scanned. Set AlertExceedsMax to yes in clamd.conf and restart clamd.',
    );
  if (tells === true) alerts.clear(SETTINGS, 'clamd says which files it did not scan to the end.');
  return tells !== false;
}

/** Returns the next file to scan: one of a report, even if it came while others were scanned, before any of a form. */
function nextFiles({ db, now }: FileDeps) {
  let ofForms: Awaited<ReturnType<typeof unscannedOfForms>> | null = null;
  return async () => {
    const ofReport = await unscannedOfReports(db, now());
    if (ofReport !== undefined) return ofReport;
    ofForms ??= await unscannedOfForms(db, now(), MOST_AT_ONCE);
    return ofForms.shift();
  };
}

const givenUp = ({ message }: Failure): string =>
  `A file can't be scanned although others can (${message}). It stays marked as not scanned, the records system doesn't ` +
  'get it, and it is tried again, at last once a day.';

/** Looks once more at a file that is known to be clean; null if there is none. */
async function lookAtKnown({ db, now }: FileDeps, look: Look): Promise<ScanResult | Failure | null> {
  const known = await newestCleanFile(db);
  if (known === null) return null;
  const result = await look(known.fileId);
  // The scanner may have learned of it since.
  if (!(result instanceof Error) && result.state === 'infected') await noteScan(db, known.id, result, now());
  return result;
}

/** A file that is missing, damaged, or too much for the scanner doesn't hold up the others. */
async function lookAt(
  { vault }: FileDeps,
  fileId: string,
  address: ScannerAddress,
  limits: ScanLimits,
): ReturnType<Look> {
  let original: Awaited<ReturnType<typeof vault.open>> = null;
  try {
    original = await vault.open(fileId, 'original');
    return original === null
      ? new NotScanned('it is missing from the data folder')
      : await scan(address, original, limits);
  } catch (error) {
    const isKnown = error instanceof ScannerUnavailable || error instanceof NotScanned;
    return isKnown ? error : new NotScanned('it could not be read from the data folder');
  } finally {
    original?.destroy();
  }
}
