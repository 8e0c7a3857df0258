import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { write } from '#electron/worker/db/write.ts';
import { modelInForce, takeModel } from '#electron/worker/duplicates/take-model.ts';
import { LINK_COMMANDS } from '#server/cli/link-commands.ts';
import { fitLinkModel } from '#server/commands/duplicates/fit-link-model.ts';
import { publishLinkModel } from '#server/commands/duplicates/publish-link-model.ts';
import { readConfig } from '#server/config.ts';
import type { SignInResult } from '#shared/api.ts';
import { readModel } from '#shared/link/model.ts';
import { LEAST_DECISIONS } from '#shared/link/refit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { aReport } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';
import { decideAboutPairs } from '../../helpers/decided-pairs.ts';
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

test('too few decisions fit no model; enough give one with both sides measured, which a person puts in force', async () => {
  const out = join(folder, 'model.json');
  const run = () => LINK_COMMANDS['fit-link-model']?.run(agency.deps, { out }, readConfig({}));
  await expect(run()).rejects.toThrow(
    'There are 0 decisions on pairs of reports; at least 200 are needed. Nothing was written.',
  );

  await decideAboutPairs(agency, officer.officer.id, LEAST_DECISIONS);
  const { fit } = await fitLinkModel(agency.deps, BY);
  expect(fit.decisions).toBe(LEAST_DECISIONS);
  // Pairs that share everything except name and address were decided as different; the fitted model must not be worse.
  expect(fit.next[0]?.f1).toBeGreaterThanOrEqual(fit.old[0]?.f1 ?? 1);
  expect(fit.weights.some((one) => one.old !== one.next)).toBe(true);

  expect(await run()).toBe(0);
  const version = await publishLinkModel(agency.deps, readModel(readFileSync(out, 'utf8')), BY);
  const audited = await agency.deps.db
    .selectFrom('audit')
    .select(['action', 'target'])
    .where('action', '=', 'link_model.publish')
    .execute();
  expect(audited).toEqual([{ action: 'link_model.publish', target: String(version) }]);
});

test('a workstation takes the model in force, relinks every report with it and fetches it only once', async () => {
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
  expect(await takeModel({ api, ...cache })).toBe(true);
  while (write(cache.db, (tx) => cache.linker.step(tx)).more);
  expect(shown()).toBe(0);
  expect(modelInForce(cache.meta).hypotheses[0]?.prior).toBe(-60);
  expect(await takeModel({ api, ...cache })).toBe(false);
  api.close();
});

test('a model that reads or blocks reports differently is refused', async () => {
  const shipped = shippedModel('p2c');
  const other = { ...shipped, blocking: shipped.blocking.slice(1) };
  await expect(publishLinkModel(agency.deps, other, BY)).rejects.toMatchObject({
    detail: { code: 'model_of_other_shape' },
  });
});

test.each(['requires', 'unless'] as const)('a model without what %s says of a hypothesis is refused', async (rule) => {
  const shipped = shippedModel('p2c');
  const hypotheses = shipped.hypotheses.map((one) => Object.assign({}, one, { [rule]: [] }));
  expect(hypotheses).not.toEqual(shipped.hypotheses);
  await expect(publishLinkModel(agency.deps, { ...shipped, hypotheses }, BY)).rejects.toMatchObject({
    detail: { code: 'model_of_other_shape' },
  });
});
