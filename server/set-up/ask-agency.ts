import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { type AgencyFile, agencyFile, checkedAgency, EXAMPLE, linesOf } from './agency-file.ts';

type Question = { path: readonly string[]; ask: string; example?: string; isOptional?: true; isFile?: true };

const QUESTIONS: readonly Question[] = [
  { path: ['agency', 'name'], ask: "The agency's name, as it signs its letters" },
  { path: ['agency', 'city'], ask: 'The city' },
  { path: ['agency', 'state'], ask: 'The state, two letters' },
  { path: ['agency', 'dispatchPhone'], ask: 'Phone number for non-emergencies' },
  { path: ['agency', 'reviewPhone'], ask: 'Phone number of the officers who review reports' },
  { path: ['agency', 'timeZone'], ask: 'Time zone', example: 'America/New_York, America/Chicago' },
  {
    path: ['danger'],
    ask: 'E-mail addresses to notify when a report may indicate danger to someone, separated by commas (optional)',
    isOptional: true,
  },
  {
    path: ['agency', 'language'],
    ask: 'Language of the desk and of letters, en or es (en if left empty)',
    isOptional: true,
  },
  { path: ['boundary'], ask: "GeoJSON file with the city's limits", isFile: true },
  { path: ['neighborhoods'], ask: 'GeoJSON file with its neighborhoods (optional)', isOptional: true, isFile: true },
  {
    path: ['streets'],
    ask: 'File with its street names, one per line (optional)',
    isOptional: true,
    isFile: true,
  },
  {
    path: ['holidays'],
    ask: 'Holidays on which the agency is closed, separated by commas',
    example: '2027-01-01, 2027-05-31',
  },
  { path: ['notice', 'text', 'en'], ask: 'The notice about false statements, in English' },
  { path: ['notice', 'text', 'es'], ask: 'The same in Spanish (optional)', isOptional: true },
  { path: ['administrator', 'name'], ask: "The first administrator's username" },
  { path: ['administrator', 'display'], ask: "The first administrator's name" },
];

export type Terminal = { question: (text: string) => Promise<string>; say: (text: string) => void };

const listOf = (answer: string) => answer.split(/[\s,]+/);
const VALUES: Readonly<Record<string, (answer: string) => unknown>> = {
  holidays: listOf,
  danger: (answer) => ({ ...EXAMPLE.danger, to: listOf(answer) }),
};

/** Asks for the contents of an agency file, one question at a time. @throws StartError if there is no terminal. */
export async function askAgency(): Promise<AgencyFile> {
  if (!process.stdin.isTTY)
    throw new StartError(
      'Usage: init --file FILE\nWithout a terminal, init needs a file. init --example prints one to fill in.',
      2,
    );
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await answered({ question: (text) => lines.question(text), say: (text) => console.log(text) });
  } finally {
    lines.close();
  }
}

/** Repeats each question until the answer is valid. */
export async function answered({ question, say }: Terminal): Promise<AgencyFile> {
  const given: Record<string, unknown> = { notice: { version: EXAMPLE.notice.version }, mustAccept: [], notices: [] };
  for (const { path, ask, example, isOptional, isFile } of QUESTIONS) {
    const hint = example === undefined ? '' : ` (such as ${example})`;
    for (;;) {
      const answer = (await question(`${ask}${hint}: `)).trim();
      if (answer === '' && isOptional === true) break;
      if (answer === '') continue;
      put(given, path, (VALUES[path[0] ?? ''] ?? String)(answer));
      const wrong = isFile === true ? await notReadable(answer) : wrongAt(given, path);
      if (wrong === null) break;
      say(wrong);
    }
  }
  return checkedAgency(given, 'Your answers', process.cwd());
}

const notReadable = (file: string): Promise<string | null> =>
  access(file).then(
    () => null,
    ({ code }: NodeJS.ErrnoException) => `${file} cannot be read by this account (${code}).`,
  );

/** Returns what is wrong with the answer at this path, or null. Other answers may still be missing. */
function wrongAt(given: unknown, path: readonly string[]): string | null {
  const { error } = agencyFile.safeParse(given);
  const here = (error?.issues ?? []).filter(({ path: at }) => path.every((step, nth) => at[nth] === step));
  return here.length === 0 ? null : linesOf(new z.ZodError(here)).join('\n');
}

function put(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[first] = value;
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value);
}
