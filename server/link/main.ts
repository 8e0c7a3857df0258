import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LinkFailure } from './failure.ts';
import { fitFiles } from './fit-files.ts';
import { linkFiles } from './link-files.ts';
import { evaluateFiles, rankFile } from './measure.ts';
import { writeDemo } from './write-demo.ts';

const USAGE = `Usage:
  npm run link -- --model M.json --in A.csv [--in B.csv] --out pairs.csv [--train] [--threshold P]
  npm run link -- eval --pairs pairs.csv --truth T.csv [--relations R,R…]
  npm run link -- rank --model M.json --in A.csv --query-after DATE --truth T.csv [--relations R,R…]
  npm run link -- fit --model M.json --in A.csv --truth T.csv --out N.json [--keep N]
  npm run link -- demo --reports N --seed S --out A.csv --truth T.csv
The formats of all files are in docs/linkage-cli.md.`;

const file = z.string().min(1);
const one = z.array(file).length(1, 'exactly one');
const relations = z
  .string()
  .transform((text) => text.split(','))
  .nullable()
  .default(null);

type Command = (values: unknown) => Promise<string[]>;

/** A command that runs only with options that parse. */
const command =
  <S extends z.ZodType>(options: S, run: (given: z.infer<S>) => Promise<string[]>): Command =>
  async (values) => {
    const parsed = options.safeParse(values);
    if (parsed.success) return run(parsed.data);
    const why = parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n');
    throw new LinkFailure(`${why}\n${USAGE}`);
  };

const COMMANDS: Record<string, Command> = {
  link: command(
    z.strictObject({
      model: file,
      in: z.array(file).min(1).max(2),
      out: file,
      train: z.boolean().default(false),
      threshold: z.coerce.number().min(0).max(1).default(0.01),
    }),
    async (given) => [await linkFiles({ ...given, in: given.in[0] ?? '', second: given.in[1] ?? null })],
  ),
  eval: command(z.strictObject({ pairs: file, truth: file, relations }), evaluateFiles),
  rank: command(z.strictObject({ model: file, in: one, 'query-after': z.string(), truth: file, relations }), (given) =>
    rankFile({ ...given, in: given.in[0] ?? '', queryAfter: given['query-after'] }),
  ),
  fit: command(
    z.strictObject({ model: file, in: one, truth: file, out: file, keep: z.coerce.number().min(1).default(30) }),
    async (given) => [await fitFiles({ ...given, in: given.in[0] ?? '' })],
  ),
  demo: command(
    z.strictObject({
      reports: z.coerce.number().int().min(1).max(1_000_000),
      seed: z.coerce.number().int().min(0),
      out: file,
      truth: file,
    }),
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
} as const;

async function main(args: string[]): Promise<string[]> {
  const { values, positionals } = readArguments(args);
  const run = COMMANDS[positionals[0] ?? 'link'];
  if (positionals.length > 1 || run === undefined)
    throw new LinkFailure(`unknown command: ${positionals.join(' ')}\n${USAGE}`);
  return run(values);
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new LinkFailure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

main(process.argv.slice(2)).then(
  (lines) => console.log(lines.join('\n')),
  (error: unknown) => {
    if (!(error instanceof LinkFailure)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  },
);
