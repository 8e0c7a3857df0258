import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectOnce } from '#server/db/open.ts';
import { quantile } from './figure.ts';

const run = promisify(execFile);

/** The p95, in ms, of the same SQL without our server, and the tool that measured it. */
export type Floor = { name: string; value: number };

/**
 * Runs a SQL script repeatedly: with PostgreSQL's own pgbench if it is installed (Debian's postgresql-contrib), otherwise
 * over one connection of our driver.
 */
export async function floorOf(databaseUrl: string, what: string, script: string, times: number): Promise<Floor> {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-pgbench-'));
  try {
    writeFileSync(join(folder, 'script.sql'), script);
    await run(
      'pgbench',
      ['-n', '-c', '1', '-t', String(times), '-f', 'script.sql', '-l', '--log-prefix', 'log', databaseUrl],
      { cwd: folder },
    );
    const log = readdirSync(folder).filter((name) => name.startsWith('log'));
    const taken = log
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1000);
    return { name: `${what}, pgbench p95`, value: quantile(taken, 0.95) };
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
    return { name: `${what}, one connection p95 (no pgbench here)`, value: await byDriver(databaseUrl, script, times) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function byDriver(databaseUrl: string, script: string, times: number): Promise<number> {
  const client = await connectOnce(databaseUrl);
  const statements = script.split(';\n').filter((text) => text.trim() !== '');
  const taken: number[] = [];
  try {
    for (let n = 0; n < times; n += 1) {
      const started = performance.now();
      for (const statement of statements) await client.query(statement);
      taken.push(performance.now() - started);
    }
  } finally {
    await client.end();
  }
  return quantile(taken, 0.95);
}
