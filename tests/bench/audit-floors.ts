import { type Floor, floorOf } from './floor.ts';

type Days = { from: string; to: string };

/** Times reading only the sums for one request for figures, without the server's own work. */
export function figureFloor(databaseUrl: string, { from, to }: Days, times: number): Promise<Floor> {
  const script = SUMS.map(
    ([series, by]) => `select ${by}, sum(count) from figure_day
      where series = '${series}' and day between '${from}' and '${to}' group by ${by};\n`,
  ).join('');
  return floorOf(databaseUrl, 'the same sums', script, times);
}

const SUMS: readonly [series: string, by: string][] = [
  ['promise', 'code'],
  ['pair', 'code'],
  ['duplicate', 'code'],
  ['follow_up', 'code'],
  ['appeal', 'code'],
  ['review', 'code, part'],
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
  ['seen_flag', 'code, part'],
  ['letter', 'day, code'],
  ['officer', 'part, code'],
];

/** Times reading a page of decisions with officers, notes and letters. */
export const pageFloor = (databaseUrl: string, where: string, times: number): Promise<Floor> =>
  floorOf(
    databaseUrl,
    'the same page',
    `select decision.*, display_name, note, letter.subject, letter.text from decision
      join officer on officer.id = decision.officer_id left join act on act.id = decision.id
      left join letter on letter.id = act.letter_id ${where}
      order by decision.decided_at desc, decision.id desc limit 51;\n`,
    times,
  );

/** Reads a week's decisions and inserts as many rows as its sample has, then rolls back. */
export const weekFloor = (databaseUrl: string, week: string, times: number): Promise<Floor> =>
  floorOf(
    databaseUrl,
    'the same rows',
    `begin;\nselect act.id, report_id, officer_id, officer.created_at, decided_at, kind,
        coalesce(act.act ->> 'reasonCode', act.act ->> 'offenseCode') from act
      join officer on officer.id = act.officer_id where kind in ('approve', 'reject')
      and decided_at >= '${week}'::date and decided_at < '${week}'::date + 7;
      insert into review_draw values ('bench', '', 1, 0, now());
      insert into review_sample select gen_random_uuid(), 'bench', null, report_id, officer_id, kind, code, decided_at, why
        from review_sample where week = '${week}';\nrollback;\n`,
    times,
  );
