import { parseArgs } from 'node:util';
import { StartError } from '../start-error.ts';

/**
 * Parses the named options. Required ones must be present and not empty; optional ones are included if given; flags
 * have no value.
 * @throws StartError with the command's usage, followed by what is wrong.
 */
export function given<Name extends string, Maybe extends string = never, Flag extends string = never>(
  usage: string,
  args: string[],
  names: readonly Name[],
  optional: readonly Maybe[] = [],
  flags: readonly Flag[] = [],
): Record<Name, string> & Partial<Record<Maybe, string>> & Record<Flag, boolean> {
  const wrong = (why: string) => new StartError(`Usage: ${usage}\n${why}`, 2);
  let values: Record<string, unknown>;
  try {
    const options = Object.fromEntries([
      ...[...names, ...optional].map((name) => [name, { type: 'string' as const }] as const),
      ...flags.map((name) => [name, { type: 'boolean' as const }] as const),
    ]);
    values = parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const entries = [...names, ...optional].flatMap((name) => {
    const value = values[name];
    if (value === undefined && optional.some((one) => one === name)) return [];
    if (typeof value !== 'string' || value.trim() === '') throw wrong(`--${name} is missing`);
    return [[name, value.trim()] as const];
  });
  const set = flags.map((name) => [name, values[name] === true] as const);
  return Object.fromEntries([...entries, ...set]) as Record<Name, string> &
    Partial<Record<Maybe, string>> &
    Record<Flag, boolean>;
}
