import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '#server/db/embedded.ts';
import { openDatabase } from '#server/db/open.ts';
import { startBuiltServer } from '../helpers/built-server.ts';
import { openGate } from '../helpers/gate.ts';
import { makeRelease, openDesk } from '../helpers/releases.ts';
import { type Bench, type Figure, figure } from './figure.ts';
import { CASES, signers, type World } from './update-cases.ts';

const main = fileURLToPath(new URL('../../out/server/main.js', import.meta.url));

/**
 * Runs each case of an update with real parts: the built server, its own commands, a connection, a disk and an
 * installer.
 */
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
    const { sequence = row.sequence } = change;
    await db.updateTable('release').set({ manifest, signatures, sequence }).execute();
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
