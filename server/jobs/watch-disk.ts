import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { probeSpace } from '../db/probe-space.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';
import { type Watch, watch } from './watch.ts';

/** A full disk shows within seconds, because until then people fill in forms that cannot be stored. */
const LOOK_MS = 5_000;
const PROBE = Buffer.alloc(256 * 1024);

/**
 * Watches whether the disks of the database and of the data folder have free space, without which no report can be
 * filed.
 */
export function watchDisk({ db }: Pick<Deps, 'db'>, dataDir: string, alerts: Alerts, lookMs = LOOK_MS): Watch {
  const words = {
    problem: 'disk is full',
    wrong: (code: string) =>
      `The disk of the database or of the data folder is full or cannot be written to (${code}). No report can be accepted until this is fixed.`,
    right: 'The disks of the database and of the data folder have room again.',
  };
  const work = async () => {
    await probeFolder(dataDir);
    await probeSpace(db);
  };
  return watch(work, { alerts, ...words }, lookMs);
}

/** Writes a file through to the disk and removes it. @throws the disk's error. */
async function probeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.probe.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(PROBE);
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
