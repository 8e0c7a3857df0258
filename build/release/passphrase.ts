import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReleaseError } from './release-error.ts';

/**
 * Reads a key's passphrase from the first line of a file (`-`: of stdin), or asks for it in the terminal without
 * echoing it. The passphrase is never an argument, because other accounts can see arguments in the process list.
 * @param again a second question that must get the same answer, because a key with a mistyped passphrase could never be
 * opened.
 * @throws ReleaseError if the passphrase is empty, can't be read, or is not repeated correctly.
 */
export async function readPassphrase(file: string | undefined, question: string, again?: string): Promise<string> {
  const [text, repeated = text] =
    file === undefined ? await typed([question, ...(again === undefined ? [] : [again])]) : [firstLine(file)];
  if (text === undefined || text === '')
    throw new ReleaseError(file === undefined ? 'No passphrase was typed.' : `The first line of ${file} is empty.`);
  if (text !== repeated) throw new ReleaseError('The passphrases do not match. No key was made.');
  return text;
}

function firstLine(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/)[0] ?? '';
  } catch (error) {
    throw ReleaseError.ofFile(error, file);
  }
}

/** Returns the lines that were typed, one per question; fewer if the user gave up. */
function typed(questions: readonly string[]): Promise<string[]> {
  if (!process.stdin.isTTY) throw new ReleaseError('No terminal to ask for the passphrase: use --passphrase-file.');
  // Discards the reader's echo. The reader turns off the terminal's own echo, so create it before the first question.
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
