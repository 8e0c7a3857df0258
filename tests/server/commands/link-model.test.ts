import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '#electron/api/client.ts';
import { modelInForce, takeModel } from '#electron/duplicates/take-model.ts';
import { fitLinkModel } from '#server/commands/fit-link-model.ts';
import { publishLinkModel } from '#server/commands/publish-link-model.ts';
import { LINK_COMMANDS } from '#server/link-commands.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Report } from '#shared/domain/report.ts';
import { readModel } from '#shared/link/model.ts';
import { LEAST_DECISIONS } from '#shared/link/refit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { aReport } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';
import { shippedModel } from '../../helpers/link.ts';

const BY = { actor: 'test', source: 'test' };
let agency: Agency;
let officer: SignInResult;
const folder = mkdtempSync(join(tmpdir(), 'link-model-'));
beforeAll(async () => {
  agency = await startAgency();
  officer = await agency.signedIn();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await agency.stop();
});

/** Officers' decisions, written as the command writes them: pairs of one person, and pairs of two. */
async function decisions(count: number): Promise<void> {
  const { db, now } = agency.deps;
  const reports: Report[] = [];
  for (let i = 0; i < 30; i++) {
    reports.push(
      await agency.file({ facts: { who: { email: `p${i % 10}@example.org`, familyName: `Family${i % 10}` } } }),
    );
  }
  const pairs = reports.flatMap((one, i) =>
    reports.slice(i + 1).map((other, j) => ({ one, other, same: i % 10 === (i + 1 + j) % 10 })),
  );
  const values = pairs.slice(0, count).map(({ one, other, same }) => {
    const [left_id, right_id] = [one.id, other.id].sort() as [string, string];
    const decision = same ? ('same' as const) : ('not_same' as const);
    const own = { id: crypto.randomUUID(), left_id, right_id, decision };
    return Object.assign(own, { request_hash: '-', note: '', officer_id: officer.officer.id, decided_at: now() });
  });
  await db.insertInto('pair_decision').values(values).execute();
}

test('too few decisions fit nothing, enough give a model with both sides measured, which a person puts in force', async () => {
  expect(await fitLinkModel(agency.deps)).toBe(0);
  const out = join(folder, 'model.json');
  expect(await LINK_COMMANDS['fit-link-model']?.run(agency.deps, { out })).toBe(1);

  await decisions(LEAST_DECISIONS);
  const fitted = await fitLinkModel(agency.deps);
  if (typeof fitted === 'number') throw new Error('nothing was fitted');
  expect(fitted.compared.decisions).toBe(LEAST_DECISIONS);
  // People called pairs different that shared all but name and address: the fitted model must not judge worse.
  expect(fitted.compared.next[0]?.f1).toBeGreaterThanOrEqual(fitted.compared.old[0]?.f1 ?? 1);
  expect(fitted.weights.some((one) => one.old !== one.next)).toBe(true);

  expect(await LINK_COMMANDS['fit-link-model']?.run(agency.deps, { out })).toBe(0);
  const version = await publishLinkModel(agency.deps, readModel(readFileSync(out, 'utf8')), BY);
  const audited = await agency.deps.db
    .selectFrom('audit')
    .select(['action', 'target'])
    .where('action', '=', 'link_model.publish')
    .execute();
  expect(audited).toEqual([{ action: 'link_model.publish', target: String(version) }]);
});

test('a workstation takes the model that is in force, links all anew by it, and asks for it once', async () => {
  const shipped = shippedModel('p2c');
  const strict = {
    ...shipped,
    show: 1,
    hypotheses: shipped.hypotheses.map((one) => Object.assign({}, one, { prior: -60 })),
  };
  await publishLinkModel(agency.deps, strict, BY);
  const cache = filledCache([aReport({ serial: 1 }), aReport({ serial: 2 })]);
  const shown = () => cache.db.prepare<[], number>('SELECT count(*) FROM link_pair').pluck().get();
  expect(shown()).toBeGreaterThan(0);
  const api = createApi({ server: agency.url, token: () => officer.token });
  expect(await takeModel({ api, meta: cache.meta, linker: cache.linker })).toBe(true);
  while (cache.linker.step().more);
  expect(shown()).toBe(0);
  expect(modelInForce(cache.meta).hypotheses[0]?.prior).toBe(-60);
  expect(await takeModel({ api, meta: cache.meta, linker: cache.linker })).toBe(false);
  api.close();
});

test('a model that reads or blocks reports otherwise is refused', async () => {
  const shipped = shippedModel('p2c');
  const other = { ...shipped, blocking: shipped.blocking.slice(1) };
  await expect(publishLinkModel(agency.deps, other, BY)).rejects.toThrow('only weights may differ');
});
