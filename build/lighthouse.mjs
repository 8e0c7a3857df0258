import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root, say } from './machine.mjs';

/** Lighthouse and its 113 packages have their own lockfile, because only one test needs them. */
const FROM = join(root, 'tests/system/lighthouse');
const TO = join(root, '.cache/lighthouse');
const LOCK = 'package-lock.json';

/** Installs Lighthouse from its lockfile, unless it is already installed. */
export async function fetchLighthouse() {
  const isSame = existsSync(join(TO, LOCK)) && readFileSync(join(TO, LOCK)).equals(readFileSync(join(FROM, LOCK)));
  if (isSame && existsSync(join(TO, 'node_modules/lighthouse'))) return;
  say('installing Lighthouse');
  mkdirSync(TO, { recursive: true });
  for (const name of ['package.json', LOCK]) copyFileSync(join(FROM, name), join(TO, name));
  await must('npm', ['ci', '--prefix', TO, '--ignore-scripts', '--no-audit', '--no-fund']);
}
