import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { lastNight } from '../../../helpers/builders.ts';
import { type Line, startLine } from '../../../helpers/line.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

let agency: Agency;
let line: Line;
let desk: TestWorkstation;
beforeAll(async () => {
  agency = await startAgency();
  line = await startLine(agency.url);
  desk = startWorkstation(line.url, await agency.signedIn());
});
afterAll(async () => {
  await desk.close();
  await line.stop();
  await agency.stop();
});

const hintsAt = async (id: string) => (await desk.calls['report.get']({ id })).hints;
const said = () => agency.deps.db.selectFrom('hint_feedback').select(['code', 'wrong']).execute();

test('dismissing a flag works offline, is sent after reconnecting, is counted by rule, and can be undone', async () => {
  const { id } = await agency.file({ facts: { when: lastNight(), where: { city: 'West Hartford', point: null } } });
  await until(desk.queue, (ids) => ids.includes(id));
  await line.offline();
  await desk.calls['hints.say']({ reportId: id, code: 'outside_address', wrong: true });
  expect(await hintsAt(id)).toMatchObject([{ code: 'outside_address', wrong: true }]);
  expect(await said()).toEqual([]);
  // Nothing is left to review on this report, so the queue does not count it, either.
  const marked = async () => {
    const filter = { states: [], kinds: [], text: 'has:hint', likelyDuplicate: false };
    return (await desk.calls['queue.counts']({ filters: [filter] })).counts[0];
  };
  expect(await marked()).toBe(0);
  await line.online();
  await until(said, (rows) => rows.length === 1);

  const supervisor = startWorkstation(agency.url, await agency.signedIn('supervisor'));
  const { rows } = await supervisor.calls['hints.wrong'](undefined);
  await supervisor.close();
  expect(rows).toMatchObject([{ code: 'outside_address', reports: 1, officers: 1 }]);

  await desk.calls['hints.say']({ reportId: id, code: 'outside_address', wrong: false });
  await until(said, (all) => all.every(({ wrong }) => !wrong));
  expect(await hintsAt(id)).toMatchObject([{ code: 'outside_address', wrong: false }]);
  expect(await marked()).toBe(1);
  const log = await agency.deps.db
    .selectFrom('audit')
    .select('action')
    .where('action', 'like', 'hint%')
    .orderBy('seq')
    .execute();
  expect(log.map(({ action }) => action)).toEqual(['hint.say', 'hints.read', 'hint.say']);
});

test('a flag that the report does not have cannot be dismissed', async () => {
  const { id } = await agency.file({});
  await until(desk.queue, (ids) => ids.includes(id));
  await expect(desk.calls['hints.say']({ reportId: id, code: 'camera', wrong: true })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a detail that an officer corrected is no longer flagged', async () => {
  const { id } = await agency.file({ facts: { when: lastNight(), where: { city: 'West Hartford', point: null } } });
  await until(desk.queue, (ids) => ids.includes(id));
  expect((await hintsAt(id)).map(({ code }) => code)).toContain('outside_address');
  const { token } = await agency.signedIn();
  await agency.act(token, await agency.report(id), {
    kind: 'correct',
    field: 'where.city',
    value: 'Hartford',
    note: 'By telephone.',
  });
  await until(
    () => hintsAt(id),
    (hints) => !hints.some(({ code }) => code === 'outside_address'),
  );
});
