import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refusal } from '#electron/main/ipc/gate.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { openDatabase } from '#server/db/open.ts';
import { manifestText, readManifest } from '#shared/updates/release.ts';
import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { type Gate, openGate } from '../helpers/gate.ts';
import { makeRelease, makeSigners, openDesk, programBytes, type TestDesk, workstationId } from '../helpers/releases.ts';
import { type Bench, type Figure, figure } from './figure.ts';

const main = fileURLToPath(new URL('../../out/server/main.js', import.meta.url));
const MEGABYTES = 1024 * 1024;
const signers = makeSigners();

type World = {
  agency: BuiltServer;
  gate: Gate;
  /** Runs `npm run server -- …` beside the server that runs. */
  command: (args: string[]) => string;
  forge: (change: { manifest?: (text: string) => string; signatures?: (list: object[]) => object[] }) => Promise<void>;
  /** Forgets all releases, as a server that someone took over could. */
  forget: () => Promise<void>;
  publish: (
    given: Omit<Parameters<typeof makeRelease>[1], 'version' | 'sequence'> & { version?: string; sequence?: number },
    more?: string[],
  ) => Promise<string>;
  desk: TestDesk;
};

/** What a case did, in words, and what it must have done. */
type Case = [name: string, run: (world: World) => Promise<string>, wanted: string];

/** The desk asks, and quits with what it has. */
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

const CASES: readonly Case[] = [
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
      // Five standard deviations around 90.
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
];

/** What happens to an update, each case for real: the built server, its own commands, a real connection, disk and installer. */
export const updates: Bench = async () => {
  const agency = await startBuiltServer({ reports: 1 });
  const gate = await openGate(agency.url);
  const database = await startEmbedded(agency.data, 'visit');
  const db = openDatabase(database.url, () => {}, 2);
  const figures: Figure[] = [];
  const command = (args: string[]) => {
    const env = { ...process.env, P2C_DATA_DIR: agency.data, DATABASE_URL: database.url };
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  const forget = async () => {
    await db.deleteFrom('release').execute();
    rmSync(join(agency.data, 'updates'), { recursive: true, force: true });
  };
  const forge: World['forge'] = async (change) => {
    const row = await db.selectFrom('release').selectAll().executeTakeFirstOrThrow();
    const manifest = change.manifest?.(row.manifest) ?? row.manifest;
    const signatures = JSON.stringify(change.signatures?.(row.signatures) ?? row.signatures);
    await db.updateTable('release').set({ manifest, signatures }).execute();
  };
  const publish: World['publish'] = async ({ version = '0.2.0', sequence = 1, ...given }, more = []) => {
    const folder = await makeRelease(signers, { version, sequence, ...given });
    command(['publish-update', '--dir', folder, ...more]);
    rmSync(folder, { recursive: true });
    return `p2c-review-${version}-${process.arch}.AppImage`;
  };
  try {
    for (const [name, run, wanted] of CASES) {
      await forget();
      gate.seen.splice(0);
      const world: World = { agency, gate, command, forge, forget, publish, desk: openDesk(gate, signers) };
      const said = await run(world).catch((error: unknown) => String(error));
      world.desk.remove();
      if (said !== wanted) console.error(`${name}: wanted ${wanted}`);
      const holds = (value: number) => value === 1;
      figures.push(
        figure(`${name} → ${said}`, said === wanted ? 1 : 0, '', {
          wanted: { text: 'exactly that', holds },
          full: true,
        }),
      );
    }
    return figures;
  } finally {
    await db.destroy();
    await database.stop();
    await gate.stop();
    await agency.stop();
  }
};
