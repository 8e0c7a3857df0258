import { createHash } from 'node:crypto';
import type { Log } from '#electron/common/log.ts';
import type { UpdateProblem } from '#shared/domain/workstation.ts';
import { errorShape } from '#shared/errors.ts';
import type { UpdateState } from '#shared/ipc-shapes.ts';
import {
  compareVersions,
  PRODUCT,
  type Release,
  type ReleaseFile,
  type SignedRelease,
} from '#shared/updates/release.ts';
import { assess, type ReleaseKeys, ReleaseRefused, verifySignatures } from '#shared/updates/verify.ts';
import type { UpdateOffer } from '#shared/updates-api.ts';
import { checkEd25519 } from './ed25519.ts';
import type { Prepared } from './installer.ts';
import type { UpdateMemory } from './memory.ts';

/** An update that failed to start twice is not tried again. */
const MOST_TRIES = 2;
/**
 * After waiting this long for its maintenance window, a release is installed when the application quits, because the
 * computer may always be off during that window.
 */
const WINDOW_WAIT_MS = 24 * 3_600_000;
/** How long quitting waits for the server, in milliseconds. */
const QUIT_TIMEOUT_MS = 10_000;

export type UpdatesDeps = {
  version: string;
  channel: string;
  keys: ReleaseKeys;
  /** Which of a release's files can replace this installation; null where administrators install updates. */
  own: Pick<ReleaseFile, 'platform' | 'arch' | 'kind'> | null;
  memory: UpdateMemory | null;
  ask: {
    offer: (query: { channel: string; workstation: string; seen: number }) => Promise<UpdateOffer>;
    download: (file: ReleaseFile) => Promise<string>;
    /** Removes whatever was downloaded. */
    discard: () => Promise<void>;
  };
  install: (prepared: Prepared, restart: boolean) => Promise<void>;
  /** Called after each change with the reason the last update was not installed, if any. */
  announce: (problem: UpdateProblem | null) => void;
  log: Log;
  now: () => Date;
  /** How long quitting waits for the server, in milliseconds. */
  quitTimeoutMs?: number;
};

export type Updates = ReturnType<typeof createUpdates>;

/**
 * The workstation's side of updates: checks for its release, verifies it, downloads it, and installs it when allowed.
 * Nothing that the server says outside the signed manifest can do more than delay an update.
 */
export function createUpdates(deps: UpdatesDeps) {
  const { memory, log } = deps;
  /** The update that is ready. `atQuit`: whether it may be installed at quit, even outside the maintenance window. */
  let ready: (Prepared & { offer: UpdateOffer['offer']; atQuit: boolean }) | null = null;
  let problem: UpdateProblem | null = null;
  let asking: Promise<UpdateState> | null = null;
  noteStart(deps);
  let state: UpdateState = {
    current: deps.version,
    phase: 'unknown',
    available: null,
    severity: null,
    notes: null,
    installs: 'quit',
    checkedAt: null,
    problem: null,
    belowFloor: isBelowFloor(deps),
    keys: keysOf(deps.keys),
    news: memory?.get().news ?? null,
  };

  function become(next: Partial<UpdateState>): UpdateState {
    state = { ...state, ...next };
    // Starting another check does not clear the earlier failure.
    if (state.phase !== 'checking' && state.phase !== 'downloading') problem = problemOf(state);
    deps.announce(problem);
    return state;
  }

  async function settle(next: Pick<UpdateState, 'phase'> & Partial<UpdateState>): Promise<UpdateState> {
    const about = { available: null, severity: null, notes: null, problem: null };
    return become({ ...about, checkedAt: deps.now().toISOString(), belowFloor: isBelowFloor(deps), ...next });
  }

  async function nothing(phase: 'none_offered' | 'up_to_date'): Promise<UpdateState> {
    ready = null;
    await deps.ask.discard();
    return settle({ phase });
  }

  /**
   * @param only while quitting, the version that is already downloaded. No other version is prepared, because nobody
   * wants to wait for a download then.
   */
  async function look(only?: string): Promise<UpdateState> {
    become({ phase: 'checking', problem: null });
    if (memory === null) return settle({ phase: 'refused', problem: 'memory_unreadable' });
    const { workstation, seen } = memory.get();
    const given = await deps.ask.offer({ channel: deps.channel, workstation, seen: seen?.sequence ?? 0 });
    const { release: signed, offer } = given;
    noteFloor(deps, memory, given.floor);
    if (offer === 'none') return nothing('none_offered');
    if (signed === null || offer === 'wait') {
      ready = null;
      return settle({ phase: 'waiting' });
    }
    ready = null;
    const release = verified(deps, memory, signed);
    if (release === null) return given.later ? settle({ phase: 'waiting' }) : nothing('up_to_date');
    const { version, severity, notes } = release;
    const about = { available: version, severity, notes };
    const { own } = deps;
    if (own === null) return settle({ ...about, phase: 'due' });
    const file = release.files.find(
      (one) => one.platform === own.platform && one.arch === own.arch && one.kind === own.kind,
    );
    if (file === undefined) return settle({ ...about, phase: 'refused', problem: 'no_file' });
    if (wasTriedTooOften(memory, version)) return settle({ ...about, phase: 'refused', problem: 'not_installed' });
    if (only !== undefined && version !== only) return settle({ ...about, phase: 'waiting' });
    become({ ...about, phase: 'downloading' });
    const path = await deps.ask.download(file);
    const isUrgent = severity === 'critical' || isBelowFloor(deps);
    const atQuit = offer !== 'download' || isUrgent || waitsSince(memory, version, deps.now()) >= WINDOW_WAIT_MS;
    ready = { path, file, version, publishers: release.publishers, offer, atQuit };
    return settle({ ...about, phase: 'ready', installs: atQuit && offer !== 'now' ? 'quit' : 'window' });
  }

  async function ask(only?: string): Promise<UpdateState> {
    try {
      return await look(only);
    } catch (error) {
      ready = null;
      const about = { available: null, severity: null, notes: null };
      if (error instanceof ReleaseRefused) {
        log('updates.refused', { code: error.code });
        await deps.ask.discard();
        return settle({ ...about, phase: 'refused', problem: error.code });
      }
      const { code } = errorShape(error);
      log('updates.failed', { code });
      if (code === 'wrong_file') return settle({ ...about, phase: 'refused', problem: code });
      return settle({ ...about, phase: 'failed', problem: code === 'disk_full' ? code : 'not_asked' });
    }
  }

  // A function, because another check may change what is ready.
  const mayInstallAtQuit = (): boolean => ready?.atQuit === true;

  const check = (only?: string): Promise<UpdateState> => {
    asking ??= ask(only).finally(() => {
      asking = null;
    });
    return asking;
  };

  return {
    state: () => state,
    check: () => check(),
    isBelowFloor: () => state.belowFloor,
    /** Called when an officer has read the release notes. */
    dismissNews: (): UpdateState => {
      memory?.change({ news: null });
      return become({ news: null });
    },
    /**
     * Called before quitting, while the worker still runs. Returns whether to install an update after the worker has
     * ended. Asks the server again, so that a release that was paused or withdrawn in the meantime is not installed;
     * without a response, nothing is installed.
     */
    prepare: async (): Promise<'install' | null> => {
      if (ready === null) return null;
      const hasAnswered = await withinMs(check(ready.version), deps.quitTimeoutMs ?? QUIT_TIMEOUT_MS);
      return hasAnswered && mayInstallAtQuit() ? 'install' : null;
    },
    /** Whether the maintenance window is open and a release is ready. */
    isDueNow: (): boolean => ready?.offer === 'now',
    /**
     * Installs the release that is ready; the application must quit right afterward.
     * @returns false if it was not installed; the reason is in the state and in the log.
     */
    install: async (restart: boolean): Promise<boolean> => {
      if (ready === null || memory === null) return false;
      const { version } = ready;
      const before = memory.get().installing;
      const tries = before?.version === version ? before.tries + 1 : 1;
      try {
        memory.change({ installing: { version, tries, notes: state.notes ?? { en: '' } } });
        log('updates.installing', { version, tries });
        await deps.install(ready, restart);
        return true;
      } catch (error) {
        const { code } = errorShape(error);
        log('updates.not_installed', { version, code });
        ready = null;
        const problem = isInstallProblem(code) ? code : 'not_installed';
        await settle({ phase: 'refused', problem, available: version });
        return false;
      }
    },
  };
}

const INSTALL_PROBLEMS = ['wrong_file', 'publisher_other', 'publisher_unchecked'] as const;
const isInstallProblem = (code: string): code is (typeof INSTALL_PROBLEMS)[number] =>
  INSTALL_PROBLEMS.some((one) => one === code);

function problemOf({ problem, available }: UpdateState): UpdateProblem | null {
  if (problem === null || problem === 'not_asked') return null;
  // Desks of the version before list every workstation, and don't know these two codes.
  const isLater = problem === 'publisher_other' || problem === 'publisher_unchecked';
  return { problem: isLater ? 'not_installed' : problem, version: available };
}

/** Whether the work finished within the time limit. */
async function withinMs(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return Promise.race([work.then(() => true), over]).finally(() => clearTimeout(timer));
}

/**
 * Returns how long a release has been ready, in milliseconds. The start time is stored on disk, because a computer may
 * be off at night.
 */
function waitsSince(memory: UpdateMemory, version: string, now: Date): number {
  const { ready } = memory.get();
  if (ready?.version === version) return now.getTime() - new Date(ready.since).getTime();
  memory.change({ ready: { version, since: now.toISOString() } });
  return 0;
}

/**
 * Stores the channel's minimum version. The release that sets it need not be offered to this workstation. Only a later
 * signed release changes it, in either direction: what a server leaves out, or repeats from before, changes nothing. A
 * release that can't be verified, for example because its key has been replaced since, changes nothing either.
 */
function noteFloor({ keys, channel, log }: UpdatesDeps, memory: UpdateMemory, signed: UpdateOffer['floor']): void {
  if (signed === undefined || signed === null) return;
  try {
    const { product, channel: of, floor, sequence } = verifySignatures(signed, keys, checkEd25519);
    const { floor: known, floorSequence } = memory.get();
    if (product !== PRODUCT || of !== channel || floor === null || sequence <= floorSequence) return;
    memory.change({ floor, floorSequence: sequence });
    if (floor !== known) log('updates.floor', { version: floor });
  } catch (error) {
    if (!(error instanceof ReleaseRefused)) throw error;
    log('updates.floor_refused', { code: error.code });
  }
}

/**
 * Verifies a release and records it as seen. Returns null if that version or a newer one is already running.
 * @throws ReleaseRefused
 */
function verified(deps: UpdatesDeps, memory: UpdateMemory, signed: SignedRelease): Release | null {
  const release = verifySignatures(signed, deps.keys, checkEd25519);
  const digest = createHash('sha256').update(signed.manifest).digest('hex');
  const { seen } = memory.get();
  const verdict = assess(release, { ...deps, now: deps.now(), seen, digest });
  const { sequence, version } = release;
  if (seen === null || sequence > seen.sequence) memory.change({ seen: { sequence, digest, version } });
  return verdict === 'newer' ? release : null;
}

function keysOf({ vendor, agency }: ReleaseKeys): UpdateState['keys'] {
  if (vendor.length === 0) return 'no_vendor_key';
  return agency.length === 0 ? 'no_agency_key' : 'ok';
}

/** Whether this version is below the stored minimum version, which still applies when the server doesn't respond. */
function isBelowFloor({ memory, version }: UpdatesDeps): boolean {
  const floor = memory?.get().floor ?? null;
  return floor !== null && compareVersions(version, floor) < 0;
}

function wasTriedTooOften(memory: UpdateMemory, version: string): boolean {
  const { installing } = memory.get();
  return installing?.version === version && installing.tries >= MOST_TRIES;
}

/**
 * Called after a start. If the version that was being installed is now running, its release notes are shown as news.
 */
function noteStart({ memory, version, log }: UpdatesDeps): void {
  const installing = memory?.get().installing ?? null;
  if (memory === null || installing === null || installing.version !== version) return;
  log('updates.installed', { version });
  try {
    memory.change({ installing: null, news: { version, notes: installing.notes } });
  } catch (error) {
    log('updates.not_remembered', { code: errorShape(error).code });
  }
}
