import { join } from 'node:path';
import { expect, test } from 'vitest';
import { act } from '#electron/worker/commands/act.ts';
import { getDraft, putDraft } from '#electron/worker/commands/drafts.ts';
import { previewLetter } from '#electron/worker/commands/preview-letter.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Draft } from '#shared/domain/draft.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';
import { wordsOnDisk } from '../../../helpers/disk-search.ts';
import { quietTrail } from '../../../helpers/quiet-trail.ts';

const report = aReport();
const now = () => new Date('2026-03-08T09:00:00.000Z');
const half: Draft = {
  offenseCode: null,
  reasonCode: 'outside_hartford',
  duplicateOf: '',
  missing: [],
  outcome: null,
  note: 'Please call Xanthippe in West Hart',
};
const at = { reportId: report.id, kind: 'reject' } as const;

test('a half-written form survives a kill and a new version of its report, and is stored encrypted', () => {
  const folder = temporaryFolder();
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const cache = filledCache([report], file);
  putDraft(cache, { ...at, draft: half }, now);
  // The process is killed here, so nothing is closed, and the next start finds what was written.
  const again = filledCache([], file);
  again.keep({ ...report, version: 2 });
  expect(getDraft(again, at)?.draft).toEqual(half);
  expect(wordsOnDisk([folder.path], ['Xanthippe', 'outside_hartford'])).toEqual([]);
  again.db.close();
  cache.db.close();
  folder.remove();
});

test('an earlier decision replaces an older draft, but not one started since', () => {
  const cache = filledCache([report]);
  putDraft(cache, { ...at, draft: half }, now);
  const decided = { ...half, note: 'What was decided' };
  putDraft(cache, { ...at, draft: decided, since: '2026-03-08T08:00:00.000Z' }, now);
  expect(getDraft(cache, at)?.draft).toEqual(half);
  putDraft(cache, { ...at, draft: decided, since: '2026-03-08T10:00:00.000Z' }, now);
  expect(getDraft(cache, at)?.draft).toEqual(decided);
  const note = { ...at, kind: 'note' } as const;
  putDraft(cache, { ...note, draft: decided, since: '2026-03-08T08:00:00.000Z' }, now);
  expect(getDraft(cache, note)?.draft).toEqual(decided);
});

test('each action on a report has its own draft, and an empty one is deleted', () => {
  const cache = filledCache([report]);
  putDraft(cache, { ...at, draft: half }, now);
  putDraft(cache, { ...at, kind: 'log_call', draft: { ...half, note: 'other' } }, now);
  expect(getDraft(cache, at)?.draft.note).toBe(half.note);
  putDraft(cache, { ...at, draft: null }, now);
  expect(getDraft(cache, at)).toBeNull();
  expect(cache.drafts.count()).toBe(1);
});

test('the draft is deleted when its action is saved, and kept when the action is refused', () => {
  const cache = filledCache([report]);
  const wanted: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };
  const { seen } = previewLetter(cache, { reportId: report.id, act: wanted });
  const officer = { id: report.id, name: 'o', displayName: 'O', role: 'officer' } as const;
  const nothing = () => {};
  const deps = {
    stores: cache,
    officer,
    announce: nothing,
    saved: nothing,
    seal: nothing,
    unseal: nothing,
    settle: nothing,
    ...quietTrail,
    now,
  };
  putDraft(cache, { ...at, draft: half }, now);
  expect(() => act(deps, { reportId: report.id, act: wanted, seen: { ...seen, reportVersion: 9 } })).toThrow();
  expect(getDraft(cache, at)?.draft).toEqual(half);
  act(deps, { reportId: report.id, act: wanted, seen });
  expect(getDraft(cache, at)).toBeNull();
});

test('a draft in an older, unknown format is ignored', () => {
  const cache = filledCache([report]);
  rawOf(cache.db).prepare("INSERT INTO draft VALUES (?, 'reject', '{\"words\":1}', '')").run(report.id);
  expect(getDraft(cache, at)).toBeNull();
});
