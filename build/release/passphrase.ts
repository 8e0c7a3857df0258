import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * The passphrase of a key: the first line of a file, or of a pipe for `-`, else what is typed, without showing it.
 * Never an argument: other accounts can read those in the list of processes.
 * @throws Error if none of these gives one.
 */
export async function readPassphrase(file: string | undefined, question: string): Promise<string> {
  const text =
    file === undefined
      ? await typed(question)
      : (readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/)[0] ?? '');
  if (text === '') throw new Error('There is no passphrase.');
  return text;
}

function typed(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Error('No terminal to ask for the passphrase: use --passphrase-file.');
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
