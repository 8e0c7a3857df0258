import { beforeEach, describe, expect, test } from 'vitest';
import { act } from '#electron/worker/commands/act.ts';
import { previewLetter } from '#electron/worker/commands/preview-letter.ts';
import { undo, withdraw } from '#electron/worker/commands/undo.ts';
import { write } from '#electron/worker/db/write.ts';
import type { Act } from '#shared/domain/act.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport, firstPolicy } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';
import { quietTrail } from '../../../helpers/quiet-trail.ts';

const officer: Officer = {
  id: '0195706f-0000-7000-9000-000000000001',
  name: 'officer',
  displayName: 'Officer Rivera',
  role: 'officer',
};
const now = new Date('2026-03-08T09:00:00.000Z');
const report = aReport();
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const followUp: Act = { kind: 'follow_up', missing: ['serial_number'], note: '' };
const logCall: Act = { kind: 'log_call', outcome: 'reached', note: '' };

let cache: ReturnType<typeof filledCache>;
let told: string[];
beforeEach(() => {
  cache = filledCache([report]);
  told = [];
});

const deps = () => ({
  stores: cache,
  officer,
  announce: (topic: string) => told.push(topic),
  saved: () => told.push('saved'),
  seal: () => {},
  unseal: () => {},
  settle: () => {},
  ...quietTrail,
  wake: () => told.push('wake'),
  now: () => now,
});
const save = (wanted: Act, on: Report = report) => {
  const { seen } = previewLetter(cache, { reportId: on.id, act: wanted });
  return act(deps(), { reportId: on.id, act: wanted, seen });
};
const listed = (text: string) =>
  cache.queue.page({
    filter: { states: [], kinds: [], text, likelyDuplicate: false },
    sort: { column: 'receivedAt', direction: 'asc' },
    offset: 0,
    limit: 10,
  });
const queued = () => listed('').total;
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('saving an act', () => {
  test('does not save a decision while danger in a message is unanswered, whatever window sent it', () => {
    const message = {
      at: '2026-03-08T08:00:00.000Z',
      kind: 'message' as const,
      by: null,
      event: { code: 'message_received' as const, params: { files: 0 } },
      note: 'My ex boyfriend Tony threatened me.',
      letter: null,
    };
    const feared = aReport({ serial: 7, history: [message] });
    cache = filledCache([feared]);
    expect(() => save(approve, feared)).toThrow(code('invalid_request'));
    expect(save({ ...approve, danger: { way: 'dispatch' } }, feared)).toMatchObject({ state: 'held' });
  });

  test("removes the report from the queue at once and holds the action for the policy's undo time", () => {
    const row = save(approve);
    expect(row).toMatchObject({ state: 'held', reportId: report.id, attempts: 0, createdAt: now.toISOString() });
    expect(Date.parse(row.holdUntil) - now.getTime()).toBe(firstPolicy().limits.holdSeconds * 1000);
    expect(queued()).toBe(0);
    expect(told).toEqual(['outbox', 'reports', 'saved']);
  });

  test.each([approve, followUp])(
    'lists the report as waiting to be sent, not among the closed ones: $kind',
    (wanted) => {
      const number = report.trackingNumber;
      const unsent = () =>
        ['is:unsent', `${number} is:unsent`, 'is:any', `${number} is:any`].map((text) => listed(text));
      expect(listed('is:unsent').total).toBe(0);
      save(wanted);
      for (const { rows } of unsent())
        expect(rows).toMatchObject([{ id: report.id, state: 'submitted', unsent: true }]);
      for (const text of ['is:closed', `${number} is:closed`, 'state:approved']) expect(listed(text).rows).toEqual([]);
    },
  );

  test('lists the report among the closed ones once the server has the decision', () => {
    save(approve);
    cache.keep({ ...report, version: 2, state: 'approved' });
    expect(listed('is:unsent').rows).toEqual([]);
    for (const text of ['is:closed', 'is:any']) {
      expect(listed(text).rows).toMatchObject([{ state: 'approved', unsent: false }]);
    }
  });

  test('leaves the report in the queue after a call', () => {
    save(logCall);
    expect(queued()).toBe(1);
  });

  test('is refused if the report is no longer the one that was seen', () => {
    const { seen } = previewLetter(cache, { reportId: report.id, act: approve });
    cache.keep({ ...report, version: 2 });
    expect(() => act(deps(), { reportId: report.id, act: approve, seen })).toThrow(code('stale_version'));
    expect(cache.outbox.list()).toEqual([]);
    expect(told).toEqual([]);
  });

  test('is refused if the letter would no longer say what was seen', () => {
    const { seen } = previewLetter(cache, { reportId: report.id, act: approve });
    const other = { ...approve, note: 'A note that was not in the letter.' };
    expect(() => act(deps(), { reportId: report.id, act: other, seen })).toThrow(code('letter_changed'));
    write(cache.db, (tx) => cache.policy.save(tx, firstPolicy({ version: 2 })));
    expect(() => act(deps(), { reportId: report.id, act: approve, seen })).toThrow(code('letter_changed'));
  });

  test('is refused, naming the field, if the workflow or the policy does not allow it', () => {
    cache.keep(aReport({ version: 2, state: 'awaiting_citizen' }));
    expect(() => save(approve)).toThrow(code('act_not_allowed'));
    cache.keep(aReport({ version: 3 }));
    expect(() => save({ ...approve, offenseCode: 'fraud_other' })).toThrow(
      expect.objectContaining({ code: 'invalid_request', fields: [expect.objectContaining({ path: 'offenseCode' })] }),
    );
    expect(cache.outbox.list()).toEqual([]);
  });

  test('takes pending actions into account: a report being approved cannot also be rejected', () => {
    save(approve);
    const reject: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };
    expect(() => save(reject)).toThrow(code('act_not_allowed'));
  });

  test('refuses a duplicate of a report that is closed, or will be once the decision about it is sent', () => {
    const [other, gone] = [aReport({ serial: 2 }), aReport({ serial: 3, state: 'withdrawn' })];
    cache = filledCache([report, other, gone]);
    const duplicateOf = (one: Report): Act => ({
      kind: 'reject',
      reasonCode: 'duplicate',
      duplicateOf: one.trackingNumber,
      note: '',
    });
    const refused = (detail: object) =>
      expect.objectContaining({ code: 'invalid_request', fields: [{ path: 'duplicateOf', detail }] });
    const { trackingNumber: primary } = gone;
    expect(() => save(duplicateOf(gone))).toThrow(refused({ code: 'duplicate_closed', params: { primary } }));
    const first = save(duplicateOf(other));
    expect(() => save(duplicateOf(report), other)).toThrow(refused({ code: 'duplicate_of_this', params: {} }));
    undo(deps(), first.id);
    save(duplicateOf(report), other);
    expect(cache.outbox.list().map(({ reportId }) => reportId)).toEqual([other.id]);
  });

  test('replaces an earlier decision that the server rejected', () => {
    const first = save(approve);
    write(cache.db, (tx) =>
      cache.outbox.needsOfficer(tx, first.id, 'conflict', { code: 'stale_version', detail: null, fields: [] }, report),
    );
    const second = save(approve);
    expect(cache.outbox.list().map((row) => row.id)).toEqual([second.id]);
  });

  test('changes nothing if the disk is full', () => {
    // Free pages within the file would still provide room.
    rawOf(cache.db).exec('VACUUM');
    const pages = Number(cache.db.pragma('page_count', { simple: true }));
    cache.db.pragma(`max_page_count = ${pages}`);
    const long: Act = { ...approve, note: 'x '.repeat(1990) };
    const { seen } = previewLetter(cache, { reportId: report.id, act: long });
    expect(() => act(deps(), { reportId: report.id, act: long, seen })).toThrow(code('disk_full'));
    expect(cache.outbox.list()).toEqual([]);
    expect(queued()).toBe(1);
    expect(told).toEqual([]);
  });
});

describe('canceling an action', () => {
  test('within its undo time puts the report back into the queue', () => {
    const row = save(approve);
    undo(deps(), row.id);
    expect(cache.outbox.list()).toEqual([]);
    expect(queued()).toBe(1);
  });

  test('restores the text written for it, whether it is undone or withdrawn', () => {
    const letter = 'The lot lies in West Hartford.\n\nPlease turn to its police.';
    const reject: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: letter };
    for (const remove of [undo, withdraw]) {
      const row = save(reject);
      expect(cache.drafts.get(report.id, 'reject')).toBeNull();
      remove(deps(), row.id);
      const kept = cache.drafts.get(report.id, 'reject');
      expect(kept).toMatchObject({ reasonCode: 'not_eligible_kind', note: letter });
    }
  });

  test('restores what the officer chose instead of what the form suggests', () => {
    const other = { ...approve, offenseCode: 'larceny_shoplifting' };
    undo(deps(), save(other).id);
    expect(cache.drafts.get(report.id, 'approve')).toMatchObject({ offenseCode: 'larceny_shoplifting' });
    undo(deps(), save({ kind: 'follow_up', missing: ['exact_time'], note: '' }).id);
    expect(cache.drafts.get(report.id, 'follow_up')).toMatchObject({ missing: ['exact_time'] });
  });

  test('keeps a newer draft, and saves none if nothing was written', () => {
    const note: Act = { kind: 'note', note: 'The first one.' };
    const row = save(note);
    const begun = { ...draftOf(note), note: 'A second one, half' };
    write(cache.db, (tx) => cache.drafts.put(tx, report.id, 'note', begun, now.toISOString()));
    undo(deps(), row.id);
    expect(cache.drafts.get(report.id, 'note')).toEqual(begun);
    undo(deps(), save(approve).id);
    expect(cache.drafts.get(report.id, 'approve')).toBeNull();
  });

  test('is too late once the undo time is over', () => {
    const row = save(approve);
    write(cache.db, (tx) => cache.outbox.release(tx, row.holdUntil));
    expect(() => undo(deps(), row.id)).toThrow(code('nothing_to_undo'));
    expect(() => undo(deps(), report.id)).toThrow(code('nothing_to_undo'));
    expect(cache.outbox.list()).toHaveLength(1);
  });

  test('is possible while it waits for the server, but not once the server may have it', () => {
    const waiting = save(approve);
    write(cache.db, (tx) => cache.outbox.release(tx, waiting.holdUntil));
    write(cache.db, (tx) => cache.outbox.sending(tx, waiting.id));
    expect(() => withdraw(deps(), waiting.id)).toThrow(code('nothing_to_undo'));
    write(cache.db, (tx) =>
      cache.outbox.tryLater(tx, waiting.id, false, now.toISOString(), { code: 'offline', detail: null, fields: [] }),
    );
    withdraw(deps(), waiting.id);
    expect(cache.outbox.list()).toEqual([]);
    expect(queued()).toBe(1);
  });

  test('is possible for one that needs the officer', () => {
    const row = save(approve);
    write(cache.db, (tx) =>
      cache.outbox.needsOfficer(tx, row.id, 'refused', { code: 'not_found', detail: null, fields: [] }, undefined),
    );
    write(cache.db, (tx) => cache.reports.place(tx, report.id));
    expect(queued()).toBe(1);
    withdraw(deps(), row.id);
    expect(cache.outbox.list()).toEqual([]);
  });
});
