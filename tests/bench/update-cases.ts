import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '#electron/main/ipc/gate.ts';
import { memoryKeychain } from '#electron/main/keychain.ts';
import { createProxies } from '#electron/main/network/proxies.ts';
import { openStartMark } from '#electron/main/start/start-mark.ts';
import { manifestText, readManifest } from '#shared/updates/release.ts';
import { type BuiltServer } from '../helpers/built-server.ts';
import { type Gate } from '../helpers/gate.ts';
import { makeAuthority } from '../helpers/other-server.ts';
import {
  type makeRelease,
  makeSigners,
  openDesk,
  programBytes,
  type TestDesk,
  workstationId,
} from '../helpers/releases.ts';
import { startSquid } from '../helpers/squid.ts';
import { startTlsFront } from '../helpers/tls-front.ts';

const AUTHORITY = makeAuthority('the agency');
const LOGIN = { username: 'rivera', password: 'blue moon: 7' };
const MEGABYTES = 1024 * 1024;
export const signers = makeSigners();

export type World = {
  agency: BuiltServer;
  gate: Gate;
  /** Runs `npm run server -- …` next to the running server. */
  command: (args: string[]) => string;
  forge: (change: {
    manifest?: (text: string) => string;
    signatures?: (list: object[]) => object[];
    sequence?: number;
  }) => Promise<void>;
  /** Forgets all releases, as a server that someone took over could. */
  forget: () => Promise<void>;
  publish: (
    given: Omit<Parameters<typeof makeRelease>[1], 'version' | 'sequence'> & { version?: string; sequence?: number },
    more?: string[],
  ) => Promise<string>;
  desk: TestDesk;
};

/** `run` returns what happened, in words, which must equal `wanted`. */
type Case = [name: string, run: (world: World) => Promise<string>, wanted: string];

/** Checks for an update, then quits with what the desk has. */
async function quit({ desk }: World, before?: () => void): Promise<string> {
  await desk.updates.check();
  const due = await desk.updates.prepare();
  before?.();
  if (due !== null) await desk.updates.install(false);
  const { phase, problem } = desk.updates.state();
  return `${problem ?? phase}; ${desk.running()} runs`;
}

const part = ({ desk }: World, version = '0.2.0') =>
  join(desk.folder, 'files', `p2c-review-${version}-${process.arch}.AppImage`);

export const CASES: readonly Case[] = [
  [
    'happy path',
    async (world) => {
      await world.publish({});
      const said = await quit(world);
      const isSame = readFileSync(world.desk.program).equals(programBytes('0.2.0'));
      const { news } = world.desk.restart('0.2.0').updates.state();
      return `${said}; byte for byte: ${isSame}; then: ${news?.notes.en}`;
    },
    'ready; 0.2.0 runs; byte for byte: true; then: What is new in 0.2.0.',
  ],
  [
    'tampered file',
    async (world) => {
      const name = await world.publish({});
      const bytes = programBytes('0.2.0');
      bytes[400] = 0;
      writeFileSync(join(world.agency.data, 'updates', name), bytes);
      return `${await quit(world)}; kept: ${existsSync(part(world))}`;
    },
    'wrong_file; 0.1.0 runs; kept: false',
  ],
  [
    'tampered manifest',
    async (world) => {
      await world.publish({});
      await world.forge({ manifest: (text) => manifestText({ ...readManifest(text), severity: 'critical' }) });
      return `${await quit(world)}; asked for the file: ${world.gate.seen.some((one) => one.includes('.AppImage'))}`;
    },
    'vendor_signature; 0.1.0 runs; asked for the file: false',
  ],
  [
    'one signature of two',
    async (world) => {
      await world.publish({});
      await world.forge({ signatures: ([vendor = {}]) => [vendor] });
      return quit(world);
    },
    'agency_signature; 0.1.0 runs',
  ],
  [
    'wrong key',
    async (world) => {
      await world.publish({});
      const other = openDesk(world.gate, { ...signers, keys: { ...signers.keys, agency: makeSigners().keys.agency } });
      const said = await quit({ ...world, desk: other });
      other.remove();
      return said;
    },
    'agency_signature; 0.1.0 runs',
  ],
  [
    'expired',
    async (world) => {
      await world.publish({});
      const later = openDesk(world.gate, signers, { now: () => new Date(Date.now() + 91 * 86_400_000) });
      const said = await quit({ ...world, desk: later });
      later.remove();
      return said;
    },
    'expired; 0.1.0 runs',
  ],
  [
    'replayed sequence',
    async (world) => {
      await world.publish({ version: '0.3.0', sequence: 8 });
      await world.desk.updates.check();
      await world.forget();
      await world.publish({ version: '0.2.0', sequence: 7 });
      await world.forge({ sequence: 9 });
      return quit(world);
    },
    'sequence_replayed; 0.1.0 runs',
  ],
  [
    'staged 30 % over 300 ids',
    async (world) => {
      await world.publish({}, ['--share', '30']);
      const ids = Array.from({ length: 300 }, workstationId);
      const offered = async () => {
        const answers = ids.map(async (id) => {
          const query = `channel=stable&workstation=${id}`;
          const answer = await fetch(`${world.agency.url}/api/v1/updates/offer?${query}`);
          return [id, Object(await answer.json()).offer] as const;
        });
        return (await Promise.all(answers)).filter(([, offer]) => offer === 'at_quit').map(([id]) => id);
      };
      const [first, again] = [await offered(), new Set(await offered())];
      world.command(['set-update-share', '--version', '0.2.0', '--share', '60']);
      const more = new Set(await offered());
      console.error(`staged 30 %: ${first.length} of 300 are offered it; at 60 %: ${more.size}`);
      // The number may be five standard deviations away from 90, but not more.
      const isAbout = first.length > 50 && first.length < 130;
      const isSame = first.length === again.size && first.every((id) => again.has(id));
      return `about 90: ${isAbout}; the same again: ${isSame}; all of them at 60 %: ${first.every((id) => more.has(id))}`;
    },
    'about 90: true; the same again: true; all of them at 60 %: true',
  ],
  [
    'pause, then resume',
    async (world) => {
      await world.publish({});
      await world.desk.updates.check();
      world.command(['pause-update', '--version', '0.2.0']);
      const paused = await quit(world);
      world.command(['resume-update', '--version', '0.2.0']);
      return `${paused}; resumed: ${await quit(world)}`;
    },
    'waiting; 0.1.0 runs; resumed: ready; 0.2.0 runs',
  ],
  [
    'withdrawn after the download',
    async (world) => {
      await world.publish({});
      await world.desk.updates.check();
      world.command(['withdraw-update', '--version', '0.2.0']);
      return `${await quit(world)}; kept: ${existsSync(part(world))}`;
    },
    'none_offered; 0.1.0 runs; kept: false',
  ],
  [
    'below the floor',
    async (world) => {
      await world.publish({ floor: '0.2.0' });
      await world.desk.updates.check();
      const isBelow = world.desk.updates.isBelowFloor();
      const decide = refusal('signed_in', 'review.act', 0, isBelow);
      const send = refusal('signed_in', 'outbox.send-now', 0, isBelow);
      const after = world.desk.restart('0.2.0').updates.isBelowFloor();
      return `new decision: ${decide}; sending: ${send ?? 'allowed'}; below in 0.2.0: ${after}`;
    },
    'new decision: update_needed; sending: allowed; below in 0.2.0: false',
  ],
  [
    'below the floor, and nobody’s turn',
    async (world) => {
      await world.publish({ floor: '0.2.0' }, ['--share', '0']);
      const told = async () => {
        await world.desk.updates.check();
        return `${world.desk.updates.state().phase}, below: ${world.desk.updates.isBelowFloor()}`;
      };
      const first = await told();
      world.command(['withdraw-update', '--version', '0.2.0']);
      return `${first}; withdrawn: ${await told()}`;
    },
    'waiting, below: true; withdrawn: none_offered, below: false',
  ],
  [
    'swapped after the download',
    async (world) => {
      await world.publish({});
      return quit(world, () => writeFileSync(part(world), programBytes('6.6.6')));
    },
    'wrong_file; 0.1.0 runs',
  ],
  [
    'server gone in the middle',
    async (world) => {
      const size = 96 * MEGABYTES;
      await world.publish({ size });
      const asked = world.desk.updates.check();
      while (!existsSync(`${part(world)}.part`) || statSync(`${part(world)}.part`).size < 4 * MEGABYTES)
        await new Promise((resolve) => setTimeout(resolve, 1));
      await world.gate.offline();
      const { phase } = await asked;
      const kept = statSync(`${part(world)}.part`).size;
      await world.gate.online();
      console.error(`server gone: ${kept} of ${size} bytes were kept`);
      return `${phase}; a part is kept: ${kept > 0 && kept < size}; back: ${await quit(world)}`;
    },
    'failed; a part is kept: true; back: ready; 0.2.0 runs',
  ],
  [
    'disk full (a file system of 2 MB)',
    async (world) => {
      await world.publish({ size: 8 * MEGABYTES });
      const files = join(world.desk.folder, 'files');
      mkdirSync(files);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', files]);
      try {
        const said = await quit(world);
        return `${said}; space given back: ${!existsSync(`${part(world)}.part`)}`;
      } finally {
        execFileSync('umount', [files]);
      }
    },
    'disk_full; 0.1.0 runs; space given back: true',
  ],
  [
    'installed twice, and 0.1.0 still runs',
    async (world) => {
      await world.publish({});
      const said: string[] = [];
      for (let tries = 0; tries < 3; tries += 1) {
        await world.desk.updates.check();
        said.push(world.desk.updates.state().problem ?? world.desk.updates.state().phase);
        await world.desk.updates.install(false);
        world.desk = world.desk.restart('0.1.0');
      }
      return said.join(', ');
    },
    'ready, ready, not_installed',
  ],
  [
    '0.2.0 twice fails to start',
    async (world) => {
      const { folder } = world.desk;
      const start = (version: string) =>
        openStartMark({ folder, version, now: () => new Date(), bootedAt: new Date(0), notWritten: console.error });
      const good = start('0.1.0');
      good.begin();
      good.finish();
      await world.publish({});
      const said = await quit(world);
      start('0.2.0').begin();
      const second = start('0.2.0');
      second.begin();
      const third = start('0.2.0');
      const back = start('0.1.0');
      const pages = [second, third, back].map(({ needsRepair }) => (needsRepair ? 'repair page' : 'starts'));
      return `${said}; ${pages.join(', ')}; last good: ${third.get().lastGood?.version}`;
    },
    'ready; 0.2.0 runs; starts, repair page, starts; last good: 0.1.0',
  ],
  [
    'through a proxy with a login (Debian’s squid)',
    async (world) => {
      await world.publish({ size: MEGABYTES });
      const squid = await startSquid(LOGIN);
      const proxies = createProxies({
        setting: squid.url,
        resolve: () => Promise.reject(new Error('not asked')),
        openKeychain: async () => memoryKeychain(),
        announce: () => undefined,
        log: () => undefined,
        now: () => new Date(),
      });
      const front = await startTlsFront(world.gate.url, AUTHORITY.issue('p2c'));
      const network = {
        trust: { ca: AUTHORITY.own.cert, pins: [] },
        proxiesFor: proxies.proxiesFor,
        wantsLogin: proxies.loginWanted,
      };
      const behind = openDesk(front, signers, { network });
      try {
        const { phase } = await behind.updates.check();
        const asked = proxies.state().wanted !== null;
        await proxies.signIn(LOGIN);
        const said = await quit({ ...world, desk: behind });
        behind.remove();
        const tunnels = () => /TCP_TUNNEL\/200 .* CONNECT \S+ rivera/.test(squid.accessLog());
        while (!tunnels()) await new Promise((resolve) => setTimeout(resolve, 20));
        return `${phase}; asks for the login: ${asked}; then: ${said}; by a tunnel of its own name: ${tunnels()}`;
      } finally {
        await front.stop();
        await squid.stop();
      }
    },
    'failed; asks for the login: true; then: ready; 0.2.0 runs; by a tunnel of its own name: true',
  ],
];
