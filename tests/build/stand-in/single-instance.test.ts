import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSingleInstance, type Greeting } from '../../../build/stand-in/single-instance.ts';

const greeting: Greeting = { argv: ['app', 'file'], cwd: '/', data: { a: 1 } };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-lock-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the second of a folder is refused and the first hears its greeting', async () => {
  const heard = Promise.withResolvers<Greeting>();
  const first = createSingleInstance(() => folder);
  const second = createSingleInstance(() => folder);
  expect(first.request(greeting, heard.resolve)).toBe(true);
  expect(second.request(greeting, () => {})).toBe(false);
  expect(await heard.promise).toEqual(greeting);
  first.release();
  expect(second.request(greeting, () => {})).toBe(true);
  second.release();
});

test('a lock left by a killed process is taken over', async () => {
  const killed = spawn(process.execPath, ['-e', '']);
  await once(killed, 'exit');
  writeFileSync(join(folder, 'stand-in.lock'), JSON.stringify({ pid: killed.pid, started: '1' }));
  const next = createSingleInstance(() => folder);
  expect(next.request(greeting, () => {})).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, 'stand-in.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  next.release();
});

test('a lock whose pid now belongs to another process is taken over', () => {
  writeFileSync(join(folder, 'stand-in.lock'), JSON.stringify({ pid: process.ppid, started: 'long ago' }));
  const next = createSingleInstance(() => folder);
  expect(next.request(greeting, () => {})).toBe(true);
  next.release();
});
