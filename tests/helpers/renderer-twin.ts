import type { Act, Seen } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import type { Draft } from '#shared/domain/draft.ts';
import { trackingNumber } from '#shared/domain/ids.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import type { QueueRequest, QueueRow } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { isOpen, leavesQueue, nextState } from '#shared/domain/workflow.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { Answer, CacheState, OutboxRow, ReportView, SessionState, SyncState } from '#shared/ipc.ts';
import type { Channel, Topic } from '#shared/ipc-names.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { repeatKeys } from '#shared/link/repeat-keys.ts';
import { screen } from '#shared/screening/hints.ts';
import { type WorkstationSettings, workstationSettings } from '#shared/settings.ts';
import policyJson from '../../resources/policy.json' with { type: 'json' };

export type TwinSwitches = {
  reports: number;
  role: Officer['role'];
  signedIn: boolean;
  keychain: boolean;
  needsSignIn: boolean;
  cacheUnreadable: boolean;
  phase: SyncState['phase'];
  done: number;
  total: number | null;
  long: boolean;
  outbox: readonly OutboxRow['state'][];
  theme: WorkstationSettings['theme'];
  holdSeconds: number;
  delayMs: number;
};

export const CALM: TwinSwitches = {
  reports: 300,
  role: 'officer',
  signedIn: true,
  keychain: true,
  needsSignIn: false,
  cacheUnreadable: false,
  phase: 'online',
  done: 0,
  total: null,
  long: false,
  outbox: [],
  theme: 'light',
  holdSeconds: 20,
  delayMs: 2,
};

const NOW = Date.now();
const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();
const idOf = (group: number, n: number) =>
  `0193${String(group).padStart(4, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`;
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const STREETS = [
  'Park St',
  'Maple Ave',
  'Farmington Ave',
  'Albany Ave',
  'Wethersfield Ave',
  'Capitol Ave',
  'New Britain Ave',
];
const GIVEN = ['Maria', 'James', 'Ana', 'Robert', 'Linda', 'José', 'Patricia', 'Michael', 'Keisha', 'David'];
const FAMILY = ['Rivera', 'Johnson', 'Williams', 'Ortiz', 'Brown', 'Santiago', 'Davis', 'Nguyen', 'Kowalski'];
const STORIES = [
  'I parked my car on the street on Friday evening. When I came back on Saturday morning the rear window was broken and my bag was gone. I did not see anybody.\n\nThe bag was on the back seat, under a coat. A neighbor said that two other cars on the street were opened as well.',
  'Someone scratched the whole left side of my car with a key while it stood in the lot behind the building. There is a camera over the back door, but the landlord says that it has not worked since summer.',
  'I got a letter from a bank where I have no account. They say I owe them $1,250.00. I called them and they told me somebody opened the account online with my name and social security number.',
  'I lost my wallet on the bus, line 40, between downtown and Frog Hollow. It had my license and two cards.',
  'My bike was taken from the rack in front of the library. I think I know who did it, my neighbor took it before. It was locked with a cable.',
];

/** A policy and reports that look like the real ones, made from their number alone. */
function makeReport(n: number, all: Policy, long: boolean): Report {
  const kind = pick(['larceny', 'vandalism', 'fraud', 'larceny', 'lost_property', 'larceny'] as const, n);
  const offense = all.offenses.filter((one) => one.kind === kind);
  const received = NOW - (n * 37 + 2) * (HOUR / 4);
  const state = pick(
    ['submitted', 'submitted', 'resubmitted', 'submitted', 'awaiting_citizen', 'submitted', 'escalated'] as const,
    n,
  );
  const story = pick(STORIES, n);
  const many = long && n < 40;
  const person = {
    givenName: many ? 'Maximiliana-Guadalupe Concepción de la Santísima Trinidad Fernández' : pick(GIVEN, n * 7),
    familyName: many ? 'Villavicencio-Montgomery-Featherstonehaugh y Echeverría' : pick(FAMILY, n * 5),
    birthDate: '1984-05-17',
    email: n % 9 === 4 ? null : `person${n % 40}@example.org`,
    phone: n % 5 === 2 ? null : `860-555-01${String(n % 100).padStart(2, '0')}`,
    address: `${12 + n} ${pick(STREETS, n)}, Hartford CT 06106`,
    language: n % 4 === 1 ? ('es' as const) : ('en' as const),
    preferredContact: 'email' as const,
    bestTime: n % 3 === 0 ? 'after 5 pm' : null,
    actsFor: n % 11 === 5 ? { name: 'Hartford Bakery LLC', relation: 'employee' } : null,
  };
  const item = (at: number) => ({
    type: pick(['Bicycle', 'Backpack', 'Laptop', 'Phone', 'Catalytic converter'], n + at),
    brand: pick(['Trek', 'Jansport', 'Dell', 'Apple', null], n + at),
    model: at % 2 === 0 ? 'X-200' : null,
    serialNumber: (n + at) % 3 === 0 ? null : `XJ9${n}${at}KQ77`,
    colour: pick(['black', 'red', null], at),
    marks: at % 4 === 0 ? 'sticker of a shark on the lid, dent at the left corner' : null,
    valueCents: (n + at) % 6 === 4 ? null : 18_500 + at * 3100,
  });
  const from = received - 16 * HOUR;
  return {
    id: idOf(1, n),
    trackingNumber: trackingNumber(26, n + 1),
    kind,
    state,
    version: 1 + (n % 3),
    receivedAt: iso(received),
    changedAt: iso(received),
    offenseCode: n % 13 === 7 ? null : pick(offense, n).code,
    caseNumber: null,
    corrections: [],
    assignedTo: null,
    claim: null,
    decidedBy: null,
    facts: {
      who: person,
      items: kind === 'fraud' ? [] : Array.from({ length: many ? 30 : 1 + (n % 3) }, (_, at) => item(at)),
      fraud:
        kind === 'fraud'
          ? {
              accountKind: 'Credit card',
              amountCents: n % 2 === 0 ? 125_000 : null,
              discovered: 'a letter from the bank',
              bankInformed: true,
            }
          : null,
      when: { from: iso(from), to: iso(from + 12 * HOUR) },
      where: {
        address: `${100 + n} ${pick(STREETS, n)}`,
        unit: n % 4 === 0 ? 'Apt 3B' : null,
        city: 'Hartford',
        neighbourhood: 'Frog Hollow',
        placeType: 'Street or parking lot',
        point: { lat: 41.7637 + n / 1e5, lon: -72.6851 },
      },
      how: many ? `${story}\n\n`.repeat(60).slice(0, 9990) : story,
    },
    attachments:
      n % 4 === 0
        ? [
            {
              id: idOf(2, n),
              name: 'IMG_2041 broken window.jpg',
              mediaType: 'image/jpeg',
              bytes: 2_411_724,
              sha256: '0'.repeat(64),
              view: null,
              receivedAt: null,
            },
          ]
        : [],
    history: [
      {
        at: iso(received),
        kind: 'submitted',
        by: null,
        summary: 'The person submitted the report.',
        note: null,
        letter: null,
      },
      {
        at: iso(received + 60_000),
        kind: 'letter_sent',
        by: null,
        summary: 'The confirmation was sent to the person.',
        note: null,
        letter: {
          id: idOf(3, n),
          kind: 'received',
          subject: `Your report ${trackingNumber(26, n + 1)}`,
          text: 'Dear person,\n\nWe have your report.\n\nSincerely,\nHartford Police Department\n',
        },
      },
      ...(state === 'resubmitted'
        ? [
            {
              at: iso(received + 9 * HOUR),
              kind: 'follow_up' as const,
              by: 'Officer Dana Whitfield',
              summary: 'Asked for: Serial number or IMEI.',
              note: null,
              letter: null,
            },
            {
              at: iso(received + 30 * HOUR),
              kind: 'answered' as const,
              by: null,
              summary: 'The person answered.',
              note: 'The serial number is on the receipt: XJ9-11-KQ77.',
              letter: null,
            },
          ]
        : []),
    ],
  };
}

/**
 * The other end of `window.p2c`, in memory: reports, letters and decisions as the real one has them, with switches for
 * its states. For looking at screens without a main process; the tests of the product run on the real one.
 */
export function rendererTwin(switches: Partial<TwinSwitches> = {}) {
  const on = { ...CALM, ...switches };
  const parsed = policySchema.parse(policyJson);
  const policy: Policy = { ...parsed, limits: { ...parsed.limits, holdSeconds: on.holdSeconds } };
  const officer: Officer = { id: idOf(9, 1), name: 'officer1', displayName: 'Officer Dana Whitfield', role: on.role };
  const reports = new Map(
    Array.from({ length: on.reports }, (_, n) => makeReport(n, policy, on.long)).map((one) => [one.id, one]),
  );
  let settings: WorkstationSettings = workstationSettings.parse({ theme: on.theme });
  const drafts = new Map<string, Draft>();
  let outbox: OutboxRow[] = [];
  let serial = 0;
  const hearers = new Map<Topic, Set<() => void>>();
  const say = (...topics: Topic[]) => {
    for (const topic of topics) for (const hear of hearers.get(topic) ?? []) hear();
  };
  let session: SessionState = on.cacheUnreadable
    ? { kind: 'cache_unreadable', officer, why: 'damaged', detail: '' }
    : on.signedIn
      ? signedIn()
      : {
          kind: 'signed_out',
          server: 'http://127.0.0.1:4817',
          keychain: on.keychain,
          lastName: null,
          why: 'start',
          sealedDecisions: 0,
        };

  function signedIn(): SessionState {
    return {
      kind: 'signed_in',
      server: 'http://127.0.0.1:4817',
      officer,
      expiresAt: iso(NOW + 12 * HOUR),
      cache: on.keychain ? 'encrypted' : 'memory',
      needsSignIn: on.needsSignIn,
    };
  }

  // What is made from a report alone is made once: the twin must not be what is slow in the window.
  const once = <T>(make: (report: Report) => T) => {
    const made = new WeakMap<Report, { value: T }>();
    return (report: Report): T => {
      const known = made.get(report) ?? { value: make(report) };
      made.set(report, known);
      return known.value;
    };
  };
  const keysOf = once(repeatKeys);
  const repeatsOf = once((report: Report) => {
    const keys = new Set(keysOf(report));
    return [...reports.values()]
      .filter((one) => one.id !== report.id && keysOf(one).some((key) => keys.has(key)))
      .slice(0, 3);
  });
  const rowOf = once(
    (one: Report): QueueRow => ({
      id: one.id,
      trackingNumber: one.trackingNumber,
      receivedAt: one.receivedAt,
      waitingSince: one.history.findLast(({ kind }) => kind === 'answered')?.at ?? one.receivedAt,
      kind: one.kind,
      offense: policy.offenses.find(({ code }) => code === one.offenseCode)?.title ?? '',
      location: one.facts.where.address,
      person: `${one.facts.who.givenName} ${one.facts.who.familyName}`,
      state: one.state,
      hints: screen(one, null).length,
      repeats: on.reports <= 500 ? repeatsOf(one).length : 0,
      version: one.version,
    }),
  );
  const rows = () => {
    const leaving = new Set(outbox.filter(({ act }) => leavesQueue(act.kind)).map(({ reportId }) => reportId));
    return [...reports.values()].filter(({ id }) => !leaving.has(id));
  };

  function page({ filter, sort, offset, limit }: QueueRequest) {
    const text = filter.text.toLowerCase();
    const list = rows()
      .filter(
        ({ state, kind }) =>
          (filter.states.length === 0 ? isOpen(state) : filter.states.includes(state)) &&
          (filter.kinds.length === 0 || filter.kinds.includes(kind)),
      )
      .map(rowOf)
      .filter(
        (row) =>
          text === '' ||
          [row.trackingNumber, row.person, row.location, row.offense].some((one) => one.toLowerCase().includes(text)),
      );
    const key = sort.column === 'waiting' ? 'waitingSince' : sort.column;
    const sign = (sort.direction === 'asc' ? 1 : -1) * (sort.column === 'waiting' ? -1 : 1);
    list.sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
    return { rows: list.slice(offset, offset + limit), total: list.length };
  }

  const find = (id: string) => {
    const report = reports.get(id);
    if (report === undefined) throw new AppError('not_found');
    return report;
  };
  const seenOf = (report: Report, act: Act): Seen => ({
    reportVersion: report.version,
    policyVersion: policy.version,
    letterHash: letterFor(report, act, policy) === null ? null : 'a'.repeat(64),
  });
  const hold = (reportId: string, act: Act, state: OutboxRow['state'], createdAt = Date.now()): OutboxRow => {
    const report = find(reportId);
    serial += 1;
    return {
      id: idOf(5, serial),
      reportId,
      trackingNumber: report.trackingNumber,
      act,
      seen: seenOf(report, act),
      state,
      createdAt: iso(createdAt),
      holdUntil: iso(createdAt + policy.limits.holdSeconds * 1000),
      attempts: state === 'held' ? 0 : 2,
      problem:
        state === 'conflict'
          ? errorShape(new AppError('stale_version'))
          : state === 'refused'
            ? errorShape(new AppError('act_not_allowed'))
            : null,
    };
  };
  outbox = on.outbox.map((state, n) =>
    hold(
      idOf(1, n * 3),
      { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: 'The street is in West Hartford.' },
      state,
      state === 'held' ? Date.now() : NOW - HOUR,
    ),
  );

  const decisions = (): DecisionRow[] =>
    [...reports.values()].slice(0, 137).map((one, n) => {
      const act: Act =
        n % 3 === 0
          ? { kind: 'reject', reasonCode: 'suspect_or_evidence', duplicateOf: null, note: '' }
          : { kind: 'approve', offenseCode: one.offenseCode ?? 'lost_property', note: '' };
      const letter = letterFor(one, act, policy);
      return {
        id: idOf(6, n),
        at: iso(NOW - n * HOUR),
        officer: {
          id: idOf(9, n % 4),
          displayName: pick(
            ['Officer Dana Whitfield', 'Officer Luis Ortega', 'Officer Kim Tran', 'Sergeant Ruth Adeyemi'],
            n,
          ),
        },
        reportId: one.id,
        trackingNumber: one.trackingNumber,
        kind: act.kind,
        why: act.kind === 'reject' ? 'Suspect information or evidence' : rowOf(one).offense,
        note: n % 5 === 0 ? 'Called dispatch; the person agreed.' : '',
        caseNumber: act.kind === 'approve' ? `26-${10_000 + n}` : null,
        letter: letter && {
          subject: letter.subject,
          text: letter.text,
          state: n % 9 === 3 ? 'failed' : 'sent',
          sentAt: iso(NOW - n * HOUR),
        },
      };
    });

  function view(id: string): ReportView {
    const report = find(id);
    return {
      report,
      outbox: outbox.filter(({ reportId }) => reportId === id),
      hints: screen(report, null),
      repeats: repeatsOf(report).map(rowOf),
    };
  }

  function act({ reportId, act, seen }: { reportId: string; act: Act; seen: Seen }): OutboxRow {
    const report = find(reportId);
    const fields = checkAct(report, act, policy);
    if (fields.length > 0)
      throw new AppError('invalid_request', {
        fields: fields.map(({ path, message }) => ({ path: `act.${path}`, message })),
      });
    if (seen.reportVersion !== report.version) throw new AppError('stale_version');
    const row = hold(reportId, act, 'held');
    outbox = [...outbox, row];
    setTimeout(() => arrive(row), policy.limits.holdSeconds * 1000);
    say('outbox', 'reports', 'sync');
    return row;
  }

  function arrive(row: OutboxRow) {
    if (!outbox.some(({ id }) => id === row.id)) return;
    if (on.phase === 'offline') outbox = [...outbox.filter(({ id }) => id !== row.id), { ...row, state: 'waiting' }];
    else {
      const report = find(row.reportId);
      const letter = letterFor(report, row.act, policy);
      reports.set(report.id, {
        ...report,
        state: nextState(report.state, row.act.kind, officer.role) ?? report.state,
        version: report.version + 1,
        history: [
          ...report.history,
          {
            at: iso(Date.now()),
            kind: row.act.kind === 'reject' ? 'rejected' : 'approved',
            by: officer.displayName,
            summary: 'Decided.',
            note: row.act.note,
            letter: letter && { id: row.id, kind: letter.kind, subject: letter.subject, text: letter.text },
          },
        ],
      });
      outbox = outbox.filter(({ id }) => id !== row.id);
    }
    say('outbox', 'reports', 'sync');
  }

  function audit(query: Partial<DecisionQuery>) {
    if (on.phase === 'offline') throw new AppError('offline');
    const text = (query.text ?? '').toLowerCase();
    const list = decisions().filter(
      (row) =>
        (query.kind === undefined || row.kind === query.kind) &&
        (text === '' || `${row.officer.displayName} ${row.trackingNumber} ${row.why}`.toLowerCase().includes(text)),
    );
    if (query.direction === 'asc') list.reverse();
    return { rows: list.slice(query.offset ?? 0, (query.offset ?? 0) + (query.limit ?? 50)), total: list.length };
  }

  function sync(): SyncState {
    const count = (state: OutboxRow['state']) => outbox.filter((row) => row.state === state).length;
    return {
      phase: on.phase,
      done: on.done,
      total: on.total,
      lastPullAt: on.reports === 0 ? null : iso(NOW - 40_000),
      offlineSince: on.phase === 'offline' ? iso(NOW - 3 * HOUR) : null,
      problem: on.phase === 'offline' ? errorShape(new AppError('offline')) : null,
      held: count('held'),
      waiting: count('waiting'),
      needsYou: count('conflict') + count('refused'),
    };
  }

  // The twin takes what the window sends as it comes: the types of the bridge are what is being looked at.
  const answers: Record<Channel, (input: never) => unknown> = {
    'app.info': () => ({ version: '0.1.0', runtime: 'stand-in' }),
    'session.state': () => session,
    'session.sign-in': ({ secret }: { secret: string }) => {
      if (secret !== 'right')
        throw new AppError(
          secret === 'locked' ? 'account_locked' : secret === 'offline' ? 'offline' : 'bad_credentials',
        );
      on.needsSignIn = false;
      session = signedIn();
      say('session');
      return session;
    },
    'session.sign-out': () => {
      session = {
        kind: 'signed_out',
        server: 'http://127.0.0.1:4817',
        keychain: on.keychain,
        lastName: officer.name,
        why: 'signed_out',
        sealedDecisions: 0,
      };
      say('session');
      return session;
    },
    'session.start-afresh': () => {
      session = signedIn();
      say('session');
      return session;
    },
    'session.lock': () => {
      session = {
        kind: 'locked',
        server: 'http://127.0.0.1:4817',
        officer,
        why: 'by_hand',
        opensBy: 'secret',
        triesLeft: 5,
        cache: on.keychain ? 'encrypted' : 'memory',
        theme: settings.theme,
      };
      say('session');
      return session;
    },
    'session.unlock': ({ secret }: { secret: string }) => {
      if (secret !== 'right') throw new AppError('wrong_secret');
      session = signedIn();
      say('session');
      return session;
    },
    'sync.state': sync,
    'sync.now': () => undefined,
    'policy.current': () => policy,
    'queue.page': page,
    'report.get': ({ id }: { id: string }) => view(id),
    'letter.preview': ({ reportId, act }: { reportId: string; act: Act }) => {
      const report = find(reportId);
      const letter = letterFor(report, act, policy);
      return {
        letter: letter && {
          kind: letter.kind,
          language: letter.language,
          to: report.facts.who.email,
          subject: letter.subject,
          text: letter.text,
        },
        seen: seenOf(report, act),
      };
    },
    'review.act': act,
    'review.undo': ({ id }: { id: string }) => {
      if (!outbox.some((row) => row.id === id && row.state === 'held')) throw new AppError('nothing_to_undo');
      outbox = outbox.filter((row) => row.id !== id);
      say('outbox', 'reports', 'sync');
    },
    'outbox.list': () => outbox,
    'outbox.withdraw': ({ id }: { id: string }) => {
      outbox = outbox.filter((row) => row.id !== id);
      say('outbox', 'reports', 'sync');
    },
    'outbox.send-now': () => {
      outbox = [];
      say('outbox', 'sync');
    },
    'draft.get': ({ reportId, kind }: { reportId: string; kind: string }) => drafts.get(`${reportId} ${kind}`) ?? null,
    'draft.put': ({ reportId, kind, draft }: { reportId: string; kind: string; draft: Draft | null }) => {
      if (draft === null) drafts.delete(`${reportId} ${kind}`);
      else drafts.set(`${reportId} ${kind}`, draft);
    },
    'journal.open': () => ({ rows: [], done: 0, unreadable: 0 }),
    'journal.confirm': () => {
      throw new AppError('not_found');
    },
    'journal.discard': () => undefined,
    'cache.state': (): CacheState => ({
      kind: on.keychain ? 'encrypted' : 'memory',
      bytes: 48_300_000,
      reports: reports.size,
      drafts: drafts.size,
      lastPullAt: iso(NOW - 40_000),
      cacheDays: policy.limits.cacheDays,
      lockMinutes: policy.limits.lockMinutes,
      journal: { path: '/home/officer/journal/0f.p2cj', bytes: 2100, live: outbox.length, lost: 0, ready: true },
    }),
    'audit.decisions': audit,
    'updates.state': () => ({
      current: '0.1.0',
      phase: 'available',
      available: '0.2.0',
      checkedAt: iso(NOW - HOUR),
      message: null,
    }),
    'updates.check': () => ({
      current: '0.1.0',
      phase: 'up_to_date',
      available: null,
      checkedAt: iso(Date.now()),
      message: null,
    }),
    'settings.get': () => settings,
    'settings.set': (next: WorkstationSettings) => {
      settings = next;
      say('settings');
      return settings;
    },
  };

  return {
    call: async (channel: Channel, input: unknown): Promise<Answer<unknown>> => {
      await new Promise((done) => setTimeout(done, on.delayMs));
      try {
        return { ok: true, value: structuredClone(answers[channel](input as never)) };
      } catch (error) {
        return { ok: false, error: errorShape(error) };
      }
    },
    on: (topic: Topic, hear: () => void) => {
      const set = hearers.get(topic) ?? new Set();
      hearers.set(topic, set.add(hear));
      return () => set.delete(hear);
    },
    /** A report changes on the server while it is being looked at. */
    change: (id: string) => {
      const report = find(id);
      reports.set(id, {
        ...report,
        version: report.version + 1,
        history: [
          ...report.history,
          {
            at: iso(Date.now()),
            kind: 'contact',
            by: 'Officer Luis Ortega',
            summary: 'Called the person: no answer.',
            note: null,
            letter: null,
          },
        ],
      });
      say('reports');
    },
    /** New reports come in from the server. */
    arrive: (count: number) => {
      for (let n = 0; n < count; n++) {
        const report = { ...makeReport(reports.size, policy, false), receivedAt: iso(NOW - 400 * 24 * HOUR) };
        reports.set(report.id, report);
      }
      say('reports');
    },
  };
}
