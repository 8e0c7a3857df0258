import { readFile } from 'node:fs/promises';
import { type BannedPasswords, folded } from '#shared/domain/password-rule.ts';

/** Reads a file with one password per line. */
export async function readBannedPasswords(path: string): Promise<BannedPasswords> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return new Set(lines.map(folded).filter((line) => line !== ''));
}
