import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MOST_DRAFT_BYTES_OF_SOURCE } from '#server/commands/drafts/save-draft.ts';
import { watchIntake } from '#server/jobs/watch-intake.ts';
import { textIn } from '#server/portal/site/text.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { FILLED } from './filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, sendReport, unescaped } from './visitor.ts';

const en = textIn('en');

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
});
afterAll(() => agency.stop());
afterEach(() => agency.deps.db.deleteFrom('draft').execute());

let serial = 0;
async function filledForm() {
  serial += 1;
  const person = createVisitor(over(agency.serverUrl));
  const form = await openForm(person, 'larceny');
  clock.now = new Date(clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED.larceny, 'who.email': `person-${serial}@example.com` };
  return { person, fields };
}

async function save(more: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<string> {
  const { person, fields } = await filledForm();
  return unescaped((await person.post('/report/larceny', { ...fields, ...more, save: 'yes' }, headers)).html);
}

const drafts = () => agency.deps.db.selectFrom('draft').select(['id', 'source']).execute();

/** Adds a draft that takes up a network's whole space for each of these networks. */
async function fill(networks: readonly string[]): Promise<void> {
  const { db } = agency.deps;
  const [first = '', ...others] = networks;
  const values = (network: string) => sql`gen_random_uuid(), 'draft', ${network}, now(), now(), ${network}`;
  const into = sql`insert into draft (id, state, token_hash, kept_at, expires_at, source, sealed)`;
  const sealed = sql`convert_to(repeat('x', ${sql.lit(MOST_DRAFT_BYTES_OF_SOURCE)}), 'utf8')`;
  await sql`${into} values (${values(first)}, ${sealed})`.execute(db);
  // A copy is compressed already.
  for (const other of others)
    await sql`${into} select ${values(other)}, sealed from draft where source = ${first}`.execute(db);
}

describe('a form', () => {
  it('is not saved if it is longer than any report, and one with too long a narrative is', async () => {
    const { narrativeCharacters } = (await agency.policy()).limits;
    const saved = en.t('portal-drafts.saved', { days: 30 });
    expect(await save({ how: 'x'.repeat(narrativeCharacters + 1000) })).toContain(saved);
    expect(await drafts()).toHaveLength(1);
    const refused = await save({ how: 'x'.repeat(400_000) });
    expect(refused).toContain(en.t('portal-drafts.tooLong'));
    expect(refused).not.toContain(saved);
    const names = Object.fromEntries(Array.from({ length: 10_000 }, (_, nth) => [`who.made_up_${nth}`, 'x']));
    expect(await save(names)).toContain(en.t('portal-drafts.tooLong'));
    expect(await drafts()).toHaveLength(1);
  });

  it('is not saved while its network has used up its space; a report that only waits for its address is kept', async () => {
    await save();
    const [own] = await drafts();
    const { reviewPhone: phone } = (await agency.policy()).agency;
    const full = en.t('portal-drafts.full', { phone });
    await fill(['192.0.2.0']);
    expect(await save()).not.toContain(full);
    await fill([own?.source ?? 'unknown']);
    expect(await save()).toContain(full);
    const { person, fields } = await filledForm();
    expect(unescaped((await sendReport(person, 'larceny', fields)).html)).not.toContain(full);
    expect(await drafts()).toHaveLength(5);
  });

  it('counts with all forms of its /48 of IPv6', async () => {
    await fill(['2001:db8:7::/48']);
    const { reviewPhone: phone } = (await agency.policy()).agency;
    const full = en.t('portal-drafts.full', { phone });
    expect(await save({}, { 'x-forwarded-for': '2001:db8:7:ff::1' })).toContain(full);
    expect(await save({}, { 'x-forwarded-for': '2001:db8:8:ff::1' })).not.toContain(full);
  });

  it('is saved although twenty networks have used up the space: the oldest of the one that has most goes', async () => {
    await fill(Array.from({ length: 20 }, (_, nth) => `192.0.2.${nth}`));
    await sql`insert into draft (id, state, token_hash, kept_at, expires_at, source, sealed)
      values (gen_random_uuid(), 'draft', 'more', now(), now(), '192.0.2.7', 'x')`.execute(agency.deps.db);
    await sql`update draft set kept_at = now() - interval '1 hour' where source = '192.0.2.7' and token_hash <> 'more'`.execute(
      agency.deps.db,
    );
    expect(await save()).toContain(en.t('portal-drafts.saved', { days: 30 }));
    const kept = await drafts();
    expect(kept).toHaveLength(21);
    const rows = await agency.deps.db
      .selectFrom('draft')
      .select('token_hash')
      .where('source', '=', '192.0.2.7')
      .execute();
    expect(rows).toEqual([{ token_hash: 'more' }]);
  });

  it('takes no more room for characters that nobody can see', async () => {
    expect(await save({ how: '\u0001'.repeat(9000) })).toContain(en.t('portal-drafts.saved', { days: 30 }));
    const { sealed } = await agency.deps.db.selectFrom('draft').select('sealed').executeTakeFirstOrThrow();
    expect(sealed.length).toBeLessThan(9000);
  });

  it('makes an alert while forms take most of the room, until they no longer do', async () => {
    const raised: string[] = [];
    const alerts = {
      raise: (key: string, text: string) => void raised.push(`${key}: ${text}`),
      clear: () => void raised.push('well'),
    };
    const watch = watchIntake(agency.deps, alerts, 20);
    await expect.poll(() => raised.at(-1)).toBe('well');
    await fill(Array.from({ length: 16 }, (_, nth) => `192.0.2.${nth}`));
    await expect.poll(() => raised.at(-1)).toContain('saved drafts');
    await agency.deps.db.deleteFrom('draft').execute();
    await expect.poll(() => raised.at(-1)).toBe('well');
    await watch.stop();
  });
});
