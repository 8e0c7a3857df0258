import { z } from 'zod';
import { type Api, api } from './api.ts';
import { accountChange, accountMade, accountQuery, accountSession, oneTimeCode, password } from './domain/account.ts';
import { act, idempotencyKey, seen } from './domain/act.ts';
import { draft, draftKind } from './domain/draft.ts';
import { flow } from './domain/flow.ts';
import { hintCode } from './domain/hint-feedback.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { linkFit } from './domain/link-fit.ts';
import { pairDecision, pairDecisionKind } from './domain/pair.ts';
import { policy } from './domain/policy.ts';
import { preferences, preferencesChange } from './domain/preferences.ts';
import { queueFilter, queuePage, queuePlace, queueRequest } from './domain/queue.ts';
import { language, report } from './domain/report.ts';
import { rmsRow } from './domain/rms-package.ts';
import type { Endpoint } from './endpoint.ts';
import { type Channel, PASSED, type Passed, type PassedChannel } from './ipc-names.ts';
import {
  cacheState,
  type errorShape,
  letterView,
  opened,
  outboxRow,
  pairRow,
  reportView,
  sessionState,
  shownRepeat,
  shownSent,
  syncState,
  updateState,
} from './ipc-shapes.ts';
import { colleagueRow } from './process-api.ts';
import { enrollment, signInBody, signInTerms } from './session-api.ts';
import { workstationSettings } from './settings.ts';
import { auditExport, courtesyList, courtesyNote, paperList, papersPrinted, papersSave, rmsList } from './trays.ts';
import { windowFailure } from './window-failure.ts';

type Entry = { input: z.ZodType; output: z.ZodType };
const nothing = z.undefined();
const entry = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({ input, output });

/** What the workstation can be asked: channel → what goes in, what comes out. */
const own = {
  'app.info': entry(nothing, z.object({ version: z.string(), runtime: z.enum(['electron', 'stand-in']) })),
  'session.state': entry(nothing, sessionState),
  /** Refused with code_needed, enrollment_needed or new_password_needed where more is asked for: then the whole is sent again. */
  'session.sign-in': entry(signInBody.omit({ workstation: true, deviceToken: true }), sessionState),
  /** Asks the server, which has the agency's own words. */
  'session.terms': entry(nothing, signInTerms),
  'session.enroll': entry(signInBody.pick({ name: true, password: true }), enrollment),
  'session.change-password': entry(z.strictObject({ password, newPassword: password }), nothing),
  /** Refused with decisions_waiting until the officer says that they stay behind. */
  'session.sign-out': entry(z.strictObject({ handOver: z.boolean() }), sessionState),
  /** How many decisions of who is here were not sent, also behind the lock. */
  'session.unsent': entry(nothing, z.int()),
  'session.start-afresh': entry(nothing, sessionState),
  'session.lock': entry(nothing, sessionState),
  'session.unlock': entry(z.strictObject({ password: z.string().min(1).max(256) }), sessionState),
  'sync.state': entry(nothing, syncState),
  'sync.now': entry(nothing, nothing),
  'policy.current': entry(nothing, policy.nullable()),
  'queue.page': entry(queueRequest, queuePage),
  /** From 0; null where the report is not in the answer. */
  'queue.place': entry(queuePlace, z.object({ at: z.int().nullable() })),
  /** How many reports each filter lets through; `unread`: how many cannot be found by their words yet. */
  'queue.counts': entry(
    z.strictObject({ filters: z.array(queueFilter).max(60) }),
    z.object({ counts: z.array(z.int()), unread: z.int() }),
  ),
  /** How many reports came and went on each of the last days. */
  'queue.flow': entry(nothing, flow),
  'report.get': entry(z.strictObject({ id: uuid }), reportView),
  /** A report that nobody has opened yet: from this workstation alone, or null. The server would note that it was read. */
  'report.ahead': entry(z.strictObject({ id: uuid }), reportView.nullable()),
  /** Asks where to save, and draws what the window shows for paper as a PDF there. */
  'report.pdf': entry(z.strictObject({ trackingNumber: trackingNumberSchema }), z.object({ saved: z.boolean() })),
  /** Which report the officer has open, or null: colleagues see it as a sign, and nothing depends on it. */
  'claim.at': entry(z.strictObject({ id: uuid.nullable() }), nothing),
  /** Takes over what a colleague has open; the colleague sees that. */
  'claim.take': entry(z.strictObject({ id: uuid }), nothing),
  /** Who can take over a report; without the line, who could when the server was last asked. */
  'colleagues.list': entry(nothing, z.object({ rows: z.array(colleagueRow), asOf: instant })),
  /** What the officer says about a hint; kept here, and told to the server when the line is there. */
  'hints.say': entry(z.strictObject({ reportId: uuid, code: hintCode, wrong: z.boolean() }), nothing),
  'repeats.of': entry(z.strictObject({ reportId: uuid }), z.object({ repeats: z.array(shownRepeat) })),
  /** Those that left this workstation, or never were on it; asks the server. */
  'repeats.on-server': entry(z.strictObject({ reportId: uuid }), z.object({ repeats: z.array(shownRepeat) })),
  /** What the same person sent besides, the newest first, as the server has it. */
  'sent-before.on-server': entry(z.strictObject({ reportId: uuid }), z.object({ reports: z.array(shownSent) })),
  'pairs.list': entry(nothing, z.array(pairRow)),
  /** What the officer says about an open report and another one, which need not be on this workstation. */
  'pairs.decide': entry(
    z.strictObject({
      reportId: uuid,
      other: z.strictObject({ reportId: uuid, trackingNumber: trackingNumberSchema }),
      decision: pairDecisionKind,
    }),
    pairRow,
  ),
  /** What a decision about a pair stands against now: what the server last said, and which of the reports are here. */
  'pairs.compare': entry(
    z.strictObject({ id: idempotencyKey }),
    z.object({
      standing: pairDecision.pick({ decision: true, by: true, at: true }).nullable(),
      here: z.tuple([z.boolean(), z.boolean()]),
    }),
  ),
  'pairs.take-back': entry(z.strictObject({ id: idempotencyKey }), nothing),
  'letter.preview': entry(
    /** `language` is what the officer reads: English where it is not said. */
    z.strictObject({ reportId: uuid, act, language: language.optional() }),
    z.object({
      letter: letterView.nullable(),
      /** The same letter in the officer's language, where the person has another one; it is not sent. */
      reading: letterView.nullable(),
      seen,
    }),
  ),
  'review.act': entry(z.strictObject({ reportId: uuid, act, seen }), outboxRow),
  'review.undo': entry(z.strictObject({ id: idempotencyKey }), nothing),
  'outbox.list': entry(nothing, z.array(outboxRow)),
  /** The report as the officer saw it and as the server has it; null where that is not known (any more). */
  'outbox.compare': entry(
    z.strictObject({ id: idempotencyKey }),
    z.object({ before: report.nullable(), now: report.nullable() }),
  ),
  'outbox.withdraw': entry(z.strictObject({ id: idempotencyKey }), nothing),
  /** Ends every undo time and sends. */
  'outbox.send-now': entry(nothing, nothing),
  'draft.get': entry(z.strictObject({ reportId: uuid, kind: draftKind }), draft.nullable()),
  /** With `since` only where none is kept that was changed after that: what was written later is newer. */
  'draft.put': entry(
    z.strictObject({ reportId: uuid, kind: draftKind, draft: draft.nullable(), since: instant.optional() }),
    nothing,
  ),
  /** Notes are checked in the language of their letter from now on, and in English. */
  'spelling.check-in': entry(z.strictObject({ language }), nothing),
  /** Asks the server to open this workstation's journal, or one that was brought along (base64). */
  'journal.open': entry(
    z.strictObject({
      file: z
        .base64()
        .max(64 * 1024 * 1024)
        .nullable(),
    }),
    opened,
  ),
  'journal.confirm': entry(z.strictObject({ id: idempotencyKey }), z.union([outboxRow, pairRow])),
  /** Asks the server never to take it, from whichever workstation; it may have been carried out already. */
  'journal.discard': entry(z.strictObject({ id: idempotencyKey }), z.object({ carriedOut: z.boolean() })),
  /** Attachments of a report that open without the line. */
  'attachment.here': entry(z.strictObject({ reportId: uuid }), z.array(uuid)),
  /** Fetches a picture where it is not here yet; from then on it is found at its `attachmentPath`. */
  'attachment.open': entry(z.strictObject({ reportId: uuid, id: uuid }), nothing),
  /** Asks where to save the original, and saves it there as it was sent; the place is the officer's to look after. */
  'attachment.save': entry(z.strictObject({ reportId: uuid, id: uuid }), z.object({ saved: z.boolean() })),
  'cache.state': entry(nothing, cacheState),
  'preferences.get': entry(nothing, preferences),
  /** Changes what is given and leaves the rest as it is. */
  'preferences.change': entry(preferencesChange, preferences),
  /** Asks where to save, and writes the whole log there; null where the officer thought better of it. */
  'audit.export': entry(nothing, auditExport.nullable()),
  'papers.list': entry(paperList.input, paperList.output),
  /** Asks where to save one PDF of all of them; the copy is the officer's to look after. */
  'papers.save': entry(papersSave, z.object({ saved: z.boolean() })),
  'papers.printed': entry(papersPrinted, nothing),
  'courtesy.list': entry(courtesyList.input, courtesyList.output),
  'courtesy.done': entry(courtesyNote, nothing),
  'rms.list': entry(rmsList.input, rmsList.output),
  'rms.push': entry(z.strictObject({ packageId: uuid }), rmsRow),
  'accounts.change': entry(z.strictObject({ officerId: uuid, change: accountChange }), accountMade),
  'accounts.sessions': entry(
    accountQuery.extend({ ended: z.boolean() }),
    z.object({ rows: z.array(accountSession), total: z.int() }),
  ),
  'accounts.prove': entry(z.strictObject({ password, code: oneTimeCode.optional() }), nothing),
  'linkage.fit': entry(nothing, linkFit),
  'updates.state': entry(nothing, updateState),
  'updates.check': entry(nothing, updateState),
  'settings.get': entry(nothing, workstationSettings),
  'settings.set': entry(workstationSettings, workstationSettings),
  'window.failed': entry(windowFailure, nothing),
} as const satisfies Record<Exclude<Channel, PassedChannel>, Entry>;

type Endpoints = { [C in PassedChannel]: Api[Passed[C]] };
type Asked<Row extends Endpoint> = Row['body'] extends z.ZodType
  ? Row['body']
  : Row['query'] extends z.ZodType
    ? Row['query']
    : z.ZodUndefined;
type PassedEntries = { [C in PassedChannel]: { input: Asked<Endpoints[C]>; output: Endpoints[C]['response'] } };

/** Of an endpoint that has a body or a query, or neither, and no more. */
const passed = PASSED.map(([channel, name]) => {
  const { body, query, response }: Endpoint = api[name];
  return [channel, entry(body ?? query ?? nothing, response)] as const;
});

/** The whole contract between window and main process: channel → what goes in, what comes out. */
export const ipc = { ...own, ...(Object.fromEntries(passed) as PassedEntries) } satisfies Record<Channel, Entry>;

export type Ipc = typeof ipc;
export type Input<C extends Channel> = z.input<Ipc[C]['input']>;
export type Parsed<C extends Channel> = z.output<Ipc[C]['input']>;
export type Output<C extends Channel> = z.output<Ipc[C]['output']>;

/** How an answer travels: Electron's own passing of errors would lose the code. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: z.infer<typeof errorShape> };
