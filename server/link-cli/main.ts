import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PLAIN } from './csv.ts';
import { draftModel } from './draft-model.ts';
import { LinkFailure } from './failure.ts';
import { fitFiles } from './fit-files.ts';
import { linkFiles } from './link-files.ts';
import { evaluateFiles, rankFile } from './measure.ts';
import { writeDemo } from './write-demo.ts';

const USAGE = `Usage:
  npm run link -- --model M.json --in A.csv [--in B.csv] --out pairs.csv [--train [--learned N.json]] [--threshold P]
  npm run link -- eval --pairs pairs.csv --truth T.csv [--two] [--relations R,R…]
  npm run link -- rank --model M.json --in A.csv [--in B.csv] --query-after DATE --truth T.csv [--relations R,R…]
  npm run link -- fit --model M.json --in A.csv [--in B.csv] --truth T.csv --out N.json [--keep N] [--complete]
  npm run link -- draft --in A.csv [--in B.csv] --out M.json [--id COLUMN] [--use COLUMN]…
  npm run link -- demo --reports N --seed S --out A.csv --truth T.csv
Files that are not UTF-8 or not separated by commas: --encoding windows-1252, --delimiter ";" (or tab).
The formats of all files are in docs/linkage-cli.md.`;

const file = z.string('is missing').min(1);
const files = z.array(file, 'is missing').min(1).max(2, 'must be given once or twice');
const number = (from: number, to: number) => {
  const words =
    to === Number.MAX_SAFE_INTEGER ? `must be a number of at least ${from}` : `must be a number from ${from} to ${to}`;
  return z.coerce.number(words).min(from, words).max(to, words);
};
const ANY = Number.MAX_SAFE_INTEGER;
const relations = z
  .string()
  .transform((text) => text.split(','))
  .nullable()
  .default(null);
const form = {
  encoding: z.string().default(PLAIN.encoding),
  delimiter: z
    .string()
    .default(PLAIN.delimiter)
    .transform((text) => (text === 'tab' ? '\t' : text))
    .refine((text) => text.length === 1 && !/["\r\n]/.test(text), 'must be one character, or tab'),
};

/**
 * If `measures` is true, the command prints its results to standard output. Otherwise, it writes files, and its
 * messages are meant for the user.
 */
type Command = { run: (values: unknown) => Promise<string[]>; measures: boolean };

/** Wraps a command so that it runs only when its options are valid. */
const command = <S extends z.ZodType>(
  measures: boolean,
  options: S,
  run: (given: z.infer<S>) => Promise<string[]>,
): Command => ({
  measures,
  run: async (values) => {
    const parsed = options.safeParse(values);
    if (parsed.success) return run(parsed.data);
    const why = parsed.error.issues.map((issue) =>
      issue.code === 'unrecognized_keys'
        ? `--${issue.keys.join(', --')}: not valid with this command`
        : `--${String(issue.path[0])}: ${issue.message}`,
    );
    throw new LinkFailure(`${why.join('\n')}\n${USAGE}`);
  },
});

const COMMANDS: Record<string, Command> = {
  link: command(
    false,
    z
      .strictObject({
        model: file,
        in: files,
        out: file,
        train: z.boolean().default(false),
        learned: file.nullable().default(null),
        threshold: number(0, 1).default(0.01),
        ...form,
      })
      .refine(({ train, learned }) => train || learned === null, {
        path: ['learned'],
        message: 'requires --train',
      }),
    (given) => linkFiles(given, (line) => console.error(line)),
  ),
  eval: command(
    true,
    z.strictObject({ pairs: file, truth: file, relations, two: z.boolean().default(false), ...form }),
    evaluateFiles,
  ),
  rank: command(
    true,
    z.strictObject({
      model: file,
      in: files,
      'query-after': z.string().nullable().default(null),
      truth: file,
      relations,
      ...form,
    }),
    (given) => rankFile({ ...given, queryAfter: given['query-after'] }),
  ),
  fit: command(
    false,
    z.strictObject({
      model: file,
      in: files,
      truth: file,
      out: file,
      keep: number(1, ANY).default(30),
      complete: z.boolean().default(false),
      ...form,
    }),
    fitFiles,
  ),
  draft: command(
    false,
    z.strictObject({
      in: files,
      out: file,
      id: z.string().min(1).optional(),
      use: z.array(z.string().min(1)).default([]),
      ...form,
    }),
    draftModel,
  ),
  demo: command(
    false,
    z.strictObject({ reports: number(1, 1_000_000).int(), seed: number(0, ANY).int(), out: file, truth: file }),
    async (given) => [await writeDemo(given)],
  ),
};

const text = { type: 'string' } as const;
const OPTIONS = {
  model: text,
  in: { type: 'string', multiple: true },
  out: text,
  train: { type: 'boolean' },
  threshold: text,
  pairs: text,
  truth: text,
  relations: text,
  'query-after': text,
  keep: text,
  reports: text,
  seed: text,
  learned: text,
  two: { type: 'boolean' },
  complete: { type: 'boolean' },
  id: text,
  use: { type: 'string', multiple: true },
  encoding: text,
  delimiter: text,
  help: { type: 'boolean', short: 'h' },
} as const;

async function main(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) return console.log(USAGE);
  const command = COMMANDS[positionals[0] ?? 'link'];
  if (positionals.length > 1 || command === undefined)
    throw new LinkFailure(`unknown command: ${positionals.join(' ')}\n${USAGE}`);
  const lines = (await command.run(values)).join('\n');
  if (command.measures) console.log(lines);
  else console.error(lines);
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new LinkFailure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof LinkFailure)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
