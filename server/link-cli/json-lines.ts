import { writeFile } from 'node:fs/promises';
import { plainly } from './failure.ts';

/** @throws LinkFailure when the file cannot be written. */
export const writeText = (path: string, text: string): Promise<void> =>
  writeFile(path, text).catch((error: unknown) => Promise.reject(plainly(path, error)));

const WIDTH = 140;

/** Formats JSON with each value on a single line if it fits, so that the file is readable and easy to diff. */
export function toJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, rounded);
  if (flat.length + indent.length <= WIDTH || value === null || typeof value !== 'object') return flat;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((one) => `${inner}${toJson(one, inner)}`)
    : Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${toJson(one, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** Rounds to four digits, unless that would make a share 0 or 1, which a model must not contain. */
function rounded(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  const short = Number(value.toPrecision(4));
  return Number.isInteger(short) ? value : short;
}
