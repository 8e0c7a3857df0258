import { spawnSync } from 'node:child_process';
import { root } from './machine.mjs';

/** Commits from this date on must have a subject of at most 72 characters; many earlier subjects are longer. */
const SINCE = process.argv[2] ?? '2026-11-30T00:00:00Z';
const MOST = 72;

const { status, stdout } = spawnSync('git', ['log', '--no-merges', '--format=%h %s', `--since=${SINCE}`], {
  cwd: root,
  encoding: 'utf8',
});
// A source archive has no Git history, so there is nothing to check.
const lines = status === 0 ? stdout.split('\n') : [];
const long = lines.filter((line) => line.length > line.indexOf(' ') + 1 + MOST);
for (const line of long) console.error(`longer than ${MOST} characters: ${line}`);
process.exit(long.length === 0 ? 0 : 1);
