import { createInterface } from 'node:readline/promises';
import { StartError } from '../config.ts';
import { type AgencyFile, checkedAgency, EXAMPLE } from './agency-file.ts';

type Question = { path: readonly string[]; ask: string; example?: string; isOptional?: true };

const QUESTIONS: readonly Question[] = [
  { path: ['agency', 'name'], ask: "The agency's name, as it signs its letters" },
  { path: ['agency', 'city'], ask: 'The city' },
  { path: ['agency', 'state'], ask: 'The state, two letters' },
  { path: ['agency', 'dispatchPhone'], ask: 'Phone number for non-emergencies' },
  { path: ['agency', 'reviewPhone'], ask: 'Phone number of the officers who review reports' },
  { path: ['agency', 'timeZone'], ask: 'Time zone', example: 'America/New_York, America/Chicago' },
  {
    path: ['danger'],
    ask: 'E-mail addresses that are told when a report may mean danger to someone, separated by commas, or nothing',
    isOptional: true,
  },
  { path: ['boundary'], ask: "GeoJSON file with the city's limits" },
  { path: ['neighborhoods'], ask: 'GeoJSON file with its neighborhoods, or nothing', isOptional: true },
  { path: ['streets'], ask: 'File with its street names, one on a line, or nothing', isOptional: true },
  {
    path: ['holidays'],
    ask: 'Holidays on which the agency is closed, separated by commas',
    example: '2027-01-01, 2027-05-31',
  },
  { path: ['notice', 'text', 'en'], ask: 'The notice about false statements, in English' },
  { path: ['notice', 'text', 'es'], ask: 'The same in Spanish, or nothing', isOptional: true },
  { path: ['administrator', 'name'], ask: "The first administrator's username" },
  { path: ['administrator', 'display'], ask: "The first administrator's name" },
];

const listOf = (answer: string) => answer.split(/[\s,]+/);
const VALUES: Readonly<Record<string, (answer: string) => unknown>> = {
  holidays: listOf,
  danger: (answer) => ({ ...EXAMPLE.danger, to: listOf(answer) }),
};

/** Asks for what a file would have, one question at a time. @throws StartError if nobody is there to answer. */
export async function askAgency(): Promise<AgencyFile> {
  if (!process.stdin.isTTY)
    throw new StartError(
      'Usage: init --file FILE\nWithout a terminal, init needs a file. init --example prints one to fill in.',
      2,
    );
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const given: Record<string, unknown> = { notice: { version: EXAMPLE.notice.version }, mustAccept: [], notices: [] };
  try {
    for (const { path, ask, example, isOptional } of QUESTIONS) {
      const hint = example === undefined ? '' : ` (such as ${example})`;
      let answer = '';
      for (;;) {
        answer = (await lines.question(`${ask}${hint}: `)).trim();
        if (answer !== '' || isOptional === true) break;
      }
      if (answer !== '') put(given, path, (VALUES[path[0] ?? ''] ?? String)(answer));
    }
  } finally {
    lines.close();
  }
  return checkedAgency(given, 'What you answered', process.cwd());
}

function put(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[first] = value;
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value);
}
