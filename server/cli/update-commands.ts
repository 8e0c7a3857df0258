import { releaseVersion, updateChannel } from '#shared/updates/release.ts';
import type { RollOutChange } from '#shared/updates-api.ts';
import { changeRollOut } from '../commands/updates/change-roll-out.ts';
import { publishRelease } from '../commands/updates/publish-release.ts';
import { type Config } from '../config.ts';
import { isReplaced, lastReleases } from '../db/releases.ts';
import type { Deps } from '../deps.ts';
import { StartError } from '../start-error.ts';
import { UpdateRefused } from '../updates/release-folder.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

/** `publish-update --dir DIR [--channel C] [--share 30] [--window 22:00-05:00] [--older]`: publishes a release. */
export async function publishUpdateCommand(
  deps: Deps,
  config: Config,
  given: {
    dir: string;
    channel?: string | undefined;
    share?: string | undefined;
    window?: string | undefined;
    older: boolean;
  },
): Promise<number> {
  const { dir, channel, share = '100', window, older } = given;
  if (channel !== undefined && !updateChannel.safeParse(channel).success)
    throw new StartError('--channel must be a name such as stable', 2);
  const rollOut = { share: percent(share), window: window === undefined ? null : clockTimes(window) };
  return orRefused('Nothing was published.', async () => {
    const { version, sequence, ...release } = await publishRelease(
      deps,
      { from: dir, dataDir: config.dataDir, agencyKeys: config.updateKeys, channel, older, ...rollOut },
      BY_SHELL,
    );
    console.log(`published version ${version} (sequence ${sequence}, channel ${release.channel}, ${release.severity})`);
    console.log(
      `to ${rollOut.share}% of the workstations${window === undefined ? '' : `, installed between ${window}`}`,
    );
    if (config.updateKeys === null)
      console.log("P2C_UPDATE_KEYS is not set, so it was not checked whose key made the agency's signature.");
    return 0;
  });
}

const changing = (what: string, change: RollOutChange, done: string): AccountCommand => ({
  usage: '--version V',
  what,
  options: ['version'],
  run: (deps, { version = '' }) => changed(deps, version, change, done),
});

export const UPDATE_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  updates: {
    usage: '',
    what: 'list the last 20 releases and how each is rolled out',
    options: [],
    run: async ({ db }) => {
      const rows = await lastReleases(db, 20);
      console.log(
        rows.length === 0
          ? 'No releases.'
          : 'version\tsequence\tchannel\tseverity\tfloor\tstate\tshare\twindow\tpublished',
      );
      for (const one of rows) {
        const window = one.window_from === null ? 'at quit' : `${one.window_from}-${one.window_to}`;
        const floor = one.floor === null ? 'no floor' : `floor ${one.floor}`;
        const rollOut = [
          isReplaced(one, rows) && one.state !== 'withdrawn' ? 'replaced' : one.state === 'out' ? 'live' : one.state,
          `${one.share}%`,
          window,
          one.published_at.toISOString(),
        ];
        console.log([one.version, one.sequence, one.channel, one.severity, floor, ...rollOut].join('\t'));
      }
      return 0;
    },
  },
  'pause-update': changing('stop offering a release for now', { state: 'paused' }, 'is paused'),
  'resume-update': changing('offer a paused release again', { state: 'out' }, 'is offered again'),
  'withdraw-update': changing(
    'never offer a release again; publish a newer one to replace it',
    { state: 'withdrawn' },
    'is withdrawn; workstations discard any download of it; its floor applies until a newer release has a lower one',
  ),
  'set-update-share': {
    usage: '--version V --share N',
    what: 'offer a release to that percentage of the workstations',
    options: ['version', 'share'],
    run: (deps, { version = '', share = '' }) =>
      changed(deps, version, { share: percent(share) }, `is offered to ${share}% of the workstations`),
  },
  'set-update-window': {
    usage: '--version V --window 22:00-05:00|none',
    what: "change a release's maintenance window, or have it installed at quit",
    options: ['version', 'window'],
    run: (deps, { version = '', window = '' }) =>
      window === 'none'
        ? changed(deps, version, { window: null }, 'is installed when officers quit')
        : changed(deps, version, { window: clockTimes(window) }, `is installed between ${window}`),
  },
};

function changed(deps: Deps, version: string, change: RollOutChange, done: string): Promise<number> {
  if (!releaseVersion.safeParse(version).success) throw new StartError('--version must look like 1.2.3', 2);
  return orRefused('Nothing was changed.', async () => {
    await changeRollOut(deps, version, change, BY_SHELL);
    console.log(`version ${version} ${done}`);
    return 0;
  });
}

function percent(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 100) throw new StartError('--share must be a percentage, 0 to 100', 2);
  return Number(text);
}

function clockTimes(text: string): { from: string; to: string } {
  const [, from, to] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  if (from === undefined || to === undefined || from === to)
    throw new StartError('--window must look like 22:00-05:00', 2);
  return { from, to };
}

async function orRefused(nothing: string, act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof UpdateRefused)) throw error;
    console.error(`${nothing} ${error.message}`);
    return 1;
  }
}
