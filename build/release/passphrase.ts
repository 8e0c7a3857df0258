import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReleaseError } from './release-error.ts';

/**
 * The passphrase of a key: the first line of a file, or of a pipe for `-`, else what is typed, without showing it.
 * Never an argument: other accounts can read those in the list of processes.
 * @throws ReleaseError if none of these gives one.
 */
export async function readPassphrase(file: string | undefined, question: string): Promise<string> {
  const text = file === undefined ? await typed(question) : firstLine(file);
  if (text === '')
    throw new ReleaseError(file === undefined ? 'No passphrase was typed.' : `The first line of ${file} is empty.`);
  return text;
}

function firstLine(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/)[0] ?? '';
  } catch (error) {
    throw ReleaseError.ofFile(error, file);
  }
}

function typed(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new ReleaseError('No terminal to ask for the passphrase: use --passphrase-file.');
  process.stderr.write(question);
  // Echoes nothing of what is typed.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve) => {
    reader.once('line', (line) => {
      reader.close();
      process.stderr.write('\n');
      resolve(line);
    });
    reader.once('close', () => resolve(''));
  });
}
