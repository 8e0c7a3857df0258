import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import { addDays, dayOf } from '#shared/domain/working-days.ts';
import { intake } from '../helpers/builders.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile } from './figure.ts';
import { floorOf } from './floor.ts';
import { createCaller } from './server-load.ts';

const FULL = 1_000_000;
const QUICK = 20_000;
const REPORTS_A_DAY = 1_000;
const DAY_MS = 86_400_000;

/** Reports and decisions made by SQL, a thousand a day: how long supervisors wait for figures and for decisions. */
export const audit: Bench = async ({ quick, keep }) => {
  const reports = quick ? QUICK : FULL;
  const times = quick ? 40 : 200;
  // The counting is measured here, so the server's own job must not run beside it.
  process.env['P2C_JOBS'] = '0';
  const cluster = await startCluster({ processes: 1, keep });
  try {
    const token = await cluster.signedIn('supervisor');
    const began = performance.now();
    await fill(cluster, reports);
    const filled = performance.now();
    const deps = { db: cluster.db, now: () => new Date() };
    await buildFigures(deps, { boundary: null });
    const built = performance.now();
    await buildFigures(deps, { boundary: null });
    const again = performance.now();
    await sql`analyze`.execute(cluster.db);
    const figures: Figure[] = [
      figure(`making ${reports} reports and decisions`, (filled - began) / 1_000, 's', {
        wanted: printed,
        full: !quick,
      }),
      figure('counting all of them', (built - filled) / 1_000, 's', { wanted: printed, full: !quick }),
      figure('counting the last days again', (again - built) / 1_000, 's', { wanted: printed, full: !quick }),
    ];

    const call = createCaller();
    const url = cluster.servers[0]?.url ?? '';
    const today = dayOf(new Date(), 'America/New_York');
    const timed = async (path: string) => {
      const taken: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const { ms, status, body } = await call('GET', url + path, token);
        if (status !== 200) throw new Error(`${path} answered ${status}: ${body.slice(0, 200)}`);
        taken.push(ms);
      }
      return quantile(taken, 0.95);
    };
    for (const [name, days] of [
      ['a day', 1],
      ['a month', 31],
      ['400 days', 400],
    ] as const) {
      const from = addDays(today, 1 - days);
      figures.push(
        figure(`figures of ${name}, p95`, await timed(`/api/v1/figures?from=${from}&to=${today}`), 'ms', {
          wanted: atMost(500, 'ms'),
          full: !quick,
          peer: await floorOf(cluster.databaseUrl, 'the same sums', sumsOf(from, today), times),
        }),
      );
    }
    for (const [name, query, where] of [
      ['newest first', '', ''],
      ['one kind', '&kind=reject', `where act.kind = 'reject'`],
    ] as const) {
      figures.push(
        figure(`page of 50 decisions, ${name}, p95`, await timed(`/api/v1/decisions?limit=50${query}`), 'ms', {
          wanted: atMost(50, 'ms'),
          full: !quick,
          peer: await floorOf(cluster.databaseUrl, 'the same page', pageOf(where), times),
        }),
      );
    }
    return figures;
  } finally {
    await cluster.stop();
  }
};

/** The sums that one request reads, without what the server makes of them. */
function sumsOf(from: string, to: string): string {
  const reads: readonly [series: string, by: string][] = [
    ['promise', 'code'],
    ['pair', 'code'],
    ['duplicate', 'code'],
    ['follow_up', 'code'],
    ['appeal', 'code'],
    ['received', 'day'],
    ['outcome', 'day, code'],
    ['open', 'day, code'],
    ['hour', 'code, bucket'],
    ['touch', 'bucket'],
    ['decision', 'bucket'],
    ['answer', 'bucket'],
    ['decision_days', 'bucket'],
    ['outcome', 'kind, code'],
    ['outcome', 'part, code'],
    ['flag', 'code, part'],
    ['letter', 'day, code'],
    ['officer', 'part, code'],
  ];
  return reads
    .map(
      ([series, by]) => `select ${by}, sum(count) from figure_day
        where series = '${series}' and day between '${from}' and '${to}' group by ${by};\n`,
    )
    .join('');
}

const pageOf = (where: string) => `select act.*, display_name, tracking_number from act
  join officer on officer.id = act.officer_id join report on report.id = act.report_id
  left join letter on letter.id = act.letter_id ${where} order by decided_at desc, act.id desc limit 50;\n
  select count(*) from act join officer on officer.id = act.officer_id join report on report.id = act.report_id ${where};\n`;

/** One report every 86 seconds until now; all but the last three days' are decided within three days. */
async function fill({ db }: Cluster, reports: number): Promise<void> {
  const officers = Array.from({ length: 20 }, (_, n) => ({ id: randomUUID(), name: `bench-${n}` }));
  for (const { id, name } of officers) {
    await db
      .insertInto('officer')
      .values({
        id,
        name,
        display_name: `Officer ${name}`,
        role: 'officer',
        password_hash: '',
        created_at: new Date(0),
      })
      .execute();
  }
  const start = new Date(Date.now() - (reports / REPORTS_A_DAY) * DAY_MS);
  const facts = JSON.stringify(intake({ facts: { who: { email: null } } }).facts);
  const ids = officers.map(({ id }) => id);
  await sql`
    insert into report (id, tracking_number, kind, state, received_at, changed_at, offense_code, facts, history, notice)
    select gen_random_uuid(), 'T' || lpad((n / 900000 + 20)::text, 2, '0') || '-' || lpad((n % 900000)::text, 6, '0') || '-0',
      (array['larceny', 'vandalism', 'lost_property', 'fraud'])[1 + n % 4], 'submitted', at, at, 'larceny_other',
      jsonb_set(${facts}::jsonb, '{where,neighborhood}', to_jsonb('Neighborhood ' || n % 17)),
      jsonb_build_array(jsonb_build_object('at', at, 'kind', 'submitted')), '{}'
    from generate_series(1, ${sql.lit(reports)}) as n,
      lateral (select ${start}::timestamptz + n * interval '1 day' / ${sql.lit(REPORTS_A_DAY)} as at) as received`.execute(
    db,
  );
  await sql`
    insert into act (id, request_hash, report_id, officer_id, kind, event, note, act, seen, decided_at, report_version)
    select gen_random_uuid(), '', id, (${ids}::uuid[])[1 + mod(abs(hashtext(id::text)), 20)], verb,
      case verb when 'approve' then '{"code": "approved", "params": {"offenseCode": "larceny_other", "caseNumber": "26-1"}}'::jsonb
        else '{"code": "rejected", "params": {"reasonCode": "outside_hartford"}}' end, '',
      case verb when 'approve' then '{"kind": "approve", "offenseCode": "larceny_other", "note": ""}'::jsonb
        else '{"kind": "reject", "reasonCode": "outside_hartford", "duplicateOf": null, "note": ""}' end,
      '{}', received_at + mod(abs(hashtext(id::text)), 4320) * interval '1 minute', 2
    from report, lateral (select case when mod(abs(hashtext(id::text)), 10) < 7 then 'approve' else 'reject' end as verb) as chosen
    where received_at < now() - interval '3 days'`.execute(db);
  await sql`
    update report set state = case act.kind when 'approve' then 'approved' else 'rejected' end, decided_by = act.officer_id,
      changed_at = act.decided_at, version = 2
    from act where act.report_id = report.id`.execute(db);
  await sql`analyze`.execute(db);
}
