import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailLink } from '#server/commands/letters/mail-link.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

/** Notes what kind of statement goes to the database, in order. */
function recorder(): { plugin: KyselyPlugin; statements: string[] } {
  const statements: string[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(node.kind === 'RawNode' ? node.sqlFragments.join('?') : node.kind);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { plugin, statements };
}

test('a request for a link takes the same steps whether number and address match or not, and a wrong one leaves nothing', async () => {
  const { id, trackingNumber, facts } = await agency.file();
  await agency.file();
  await agency.lettersSent(id);
  const email = facts.who.email ?? '';
  const lettersOf = () => agency.deps.db.selectFrom('letter').select('id').execute();
  const asked = async (request: { trackingNumber: string; email: string }) => {
    const { plugin, statements } = recorder();
    const before = await lettersOf();
    const isSent = await mailLink({ ...agency.deps, db: agency.deps.db.withPlugin(plugin) }, request, 'test');
    return { isSent, statements, more: (await lettersOf()).length - before.length };
  };
  const hit = await asked({ trackingNumber, email });
  expect(hit).toMatchObject({ isSent: true, more: 1 });
  expect(hit.statements.length).toBeGreaterThan(5);
  const misses = [
    { trackingNumber, email: 'somebody@else.example' },
    { trackingNumber: 'T26-999999-0', email },
  ];
  for (const miss of misses) {
    expect(await asked(miss)).toEqual({ isSent: false, statements: hit.statements, more: 0 });
  }
});
