import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReleaseError } from './release-error.ts';

/**
 * The passphrase of a key: the first line of a file, or of a pipe for `-`, else what is typed, without showing it.
 * Never an argument: other accounts can read those in the list of processes.
 * @param again also asks this, and wants the same: a mistyped passphrase of a new key would open nothing, ever.
 * @throws ReleaseError if none of these gives one.
 */
export async function readPassphrase(file: string | undefined, question: string, again?: string): Promise<string> {
  const [text, repeated = text] =
    file === undefined ? await typed([question, ...(again === undefined ? [] : [again])]) : [firstLine(file)];
  if (text === undefined || text === '')
    throw new ReleaseError(file === undefined ? 'No passphrase was typed.' : `The first line of ${file} is empty.`);
  if (text !== repeated) throw new ReleaseError('The two passphrases are not the same. Nothing was made.');
  return text;
}

function firstLine(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/)[0] ?? '';
  } catch (error) {
    throw ReleaseError.ofFile(error, file);
  }
}

/** The lines that were typed, one for each question; fewer if the person gave up. */
function typed(questions: readonly string[]): Promise<string[]> {
  if (!process.stdin.isTTY) throw new ReleaseError('No terminal to ask for the passphrase: use --passphrase-file.');
  // Echoes nothing of what is typed. The terminal's own echo ends when the reader begins, so each question comes after.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  process.stderr.write(questions[0] ?? '');
  return new Promise((resolve) => {
    const lines: string[] = [];
    reader.on('line', (line) => {
      lines.push(line);
      process.stderr.write('\n');
      const next = questions[lines.length];
      if (next === undefined || line === '') reader.close();
      else process.stderr.write(next);
    });
    reader.once('close', () => resolve(lines));
  });
}
