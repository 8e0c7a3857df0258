import { sql } from 'kysely';
import { toAsked } from '#server/db/search-terms.ts';
import type { FindField, FindFields } from '#shared/find-api.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { atMost, type Bench, type Figure, figure, quantile } from './figure.ts';
import { floorOf } from './floor.ts';
import { createCaller } from './server-load.ts';

const FULL = 1_000_000;
const QUICK = 20_000;

export type Run = { cluster: Cluster; token: string; reports: number; times: number; quick: boolean };

/** Measures searching all reports, by each field with values that made-up reports have, and reading the audit log. */
export const find: Bench = async ({ quick, seed, keep }) => {
  const reports = quick ? QUICK : FULL;
  const cluster = await startCluster({ processes: 1, reports, seed, keep });
  try {
    await sql`analyze`.execute(cluster.db);
    const token = await cluster.signedIn('supervisor');
    const run = { cluster, token, reports, times: quick ? 20 : 100, quick };
    return [...(await searchFigures(run)), ...(await logFigures(run))];
  } finally {
    await cluster.stop();
  }
};

export async function searchFigures({ cluster, token, reports, times, quick }: Run): Promise<Figure[]> {
  const call = createCaller();
  const url = `${cluster.servers[0]?.url ?? ''}/api/v1/find`;
  const figures: Figure[] = [];
  for (const [what, asked] of Object.entries(await samples(cluster, times))) {
    const value = await p95(what, times, (n) =>
      call('POST', url, token, { reason: 'bench', fields: asked[n % asked.length] }),
    );
    const peer = await floorOf(cluster.databaseUrl, 'the same SQL', script(what, asked[0] ?? {}), times);
    figures.push(
      figure(`search of ${reports} by ${what}, p95`, value, 'ms', { wanted: atMost(200, 'ms'), full: !quick, peer }),
    );
  }
  return figures;
}

const LOG_PAGES: readonly [name: string, query: string, where: string][] = [
  ['newest', '', 'true'],
  ['sign-ins', '?group=sign_ins', `action = 'session.open'`],
  ['one person', '?person=walsh', `actor = (select id::text from officer where display_name ilike '%walsh%' limit 1)`],
];

export async function logFigures({ cluster, token, times, quick }: Run, without = ''): Promise<Figure[]> {
  const call = createCaller();
  const url = `${cluster.servers[0]?.url ?? ''}/api/v1/audit/entries`;
  const figures: Figure[] = [];
  for (const [what, query, where] of LOG_PAGES) {
    const value = await p95(what, times, () => call('GET', url + query, token));
    const page = `select * from audit where ${where} order by at desc, seq desc limit 51;\n`;
    const peer = await floorOf(cluster.databaseUrl, 'the same rows', page, times);
    figures.push(
      figure(`audit log page, ${what}${without}, p95`, value, 'ms', { wanted: atMost(50, 'ms'), full: !quick, peer }),
    );
  }
  return figures;
}

async function p95(
  name: string,
  times: number,
  ask: (n: number) => Promise<{ ms: number; status: number; body: string }>,
) {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const { ms, status, body } = await ask(n);
    if (status !== 200) throw new Error(`${name}: ${status} ${body.slice(0, 300)}`);
    taken.push(ms);
  }
  return quantile(taken, 0.95);
}

/** Returns values from reports spread over the whole period, and words that many reports contain. */
async function samples({ db }: Cluster, count: number): Promise<Record<string, FindFields[]>> {
  const { rows } = await sql<Record<FindField, string>>`
    select tracking_number as number, (facts #>> '{who,givenName}') || ' ' || (facts #>> '{who,familyName}') as name,
      facts #>> '{where,address}' as address, right(facts #>> '{who,phone}', 7) as phone,
      substr(facts #>> '{items,0,serialNumber}', 2, 6) as serial, regexp_replace(left(facts ->> 'how', 40), '\\s+', ' ', 'g') as words
    from report tablesample bernoulli (10) repeatable (1) limit ${count * 20}`.execute(db);
  const by = (field: FindField, least: number): FindFields[] =>
    rows
      .flatMap((row) => ((row[field] ?? '').replace(/\W/g, '').length >= least ? [{ [field]: row[field] }] : []))
      .slice(0, count);
  return {
    number: by('number', 3),
    'full name': by('name', 4),
    'family name': by('name', 4).map(({ name }) => ({ name: (name ?? '').split(' ').at(-1) ?? '' })),
    'misspelled name': by('name', 8).map(({ name }) => ({ name: misspelled(name ?? '') })),
    address: by('address', 4),
    phone: by('phone', 7),
    serial: by('serial', 5),
    'words of the narrative': by('words', 20),
    'one very common word': [{ words: 'the' }, { words: 'stolen' }, { words: 'police' }],
    officer: [{ officer: 'officer' }, { officer: 'sergeant' }],
    'name and a common word': by('name', 4).map(({ name }) => ({ name: name ?? '', words: 'the' })),
  };
}

const misspelled = (name: string) => {
  const last = name.split(' ').at(-1) ?? '';
  return `${last.slice(0, 2)}${last.charAt(2)}${last.slice(2)}`;
};

/** Returns the SQL of only a search's first query. A misspelled name is compared with all names. */
function script(what: string, fields: FindFields): string {
  const { terms, code, names } = toAsked(fields);
  const words = [...terms.name, ...terms.others].join(' & ').replaceAll("'", "''");
  const where =
    what === 'misspelled name'
      ? names.map((name) => `names %> '${name.replaceAll("'", "''")}'`).join(' and ')
      : code !== null
        ? `codes like '%${code}%'`
        : words === ''
          ? 'true'
          : `terms @@ '${words}'::tsquery`;
  return `with hit as materialized (select report_id, received_at from report_search where ${where} limit 1001)
    select report_id from hit order by received_at desc, report_id desc limit 51;\n`;
}
