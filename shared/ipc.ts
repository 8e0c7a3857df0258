import { z } from 'zod';
import { type Api, api } from './api.ts';
import {
  accountChange,
  accountMade,
  accountQuery,
  accountSession,
  oneTimeCode,
  password,
  recoveryCode,
} from './domain/account.ts';
import { act, idempotencyKey, seen } from './domain/act.ts';
import { draft, draftKind, keptDraft } from './domain/draft.ts';
import { figureTable } from './domain/figure-table.ts';
import { flow } from './domain/flow.ts';
import { hintCode } from './domain/hint-feedback.ts';
import { instant, trackingNumberSchema, uuid } from './domain/ids.ts';
import { point } from './domain/incident.ts';
import { linkFit } from './domain/link-fit.ts';
import { MOST_FILE_BYTES } from './domain/media-type.ts';
import { messageFile } from './domain/message-file.ts';
import { pairDecision, pairDecisionKind } from './domain/pair.ts';
import { policy } from './domain/policy.ts';
import { rehearsal, unsavedPolicy } from './domain/policy-draft.ts';
import { preferences, preferencesChange } from './domain/preferences.ts';
import { queueFilter, queuePage, queuePlace, queueRequest } from './domain/queue.ts';
import { LONGEST_COPY } from './domain/records-copy.ts';
import { language, report } from './domain/report.ts';
import { rmsRow } from './domain/rms-package.ts';
import { newService, serviceMade } from './domain/service-account.ts';
import { mapPart, streetLine } from './domain/street-lines.ts';
import { text } from './domain/text.ts';
import { openingUse } from './domain/trail.ts';
import type { Endpoint } from './endpoint.ts';
import { caseNumberList, findOpen, holdKeep, holdLift, holdPlace } from './find-lists.ts';
import { type Entry, entry, nothing } from './ipc-entry.ts';
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
  shownDuplicate,
  shownSameSender,
  syncState,
  updateState,
} from './ipc-shapes.ts';
import { colleagueRow } from './process-api.ts';
import { reviewChannels } from './review-ipc.ts';
import { sessionChannels } from './session-ipc.ts';
import { workstationSettings } from './settings.ts';
import { decisionAsSeen } from './trail-api.ts';
import { auditExport, courtesyList, courtesyNote, paperList, papersPrinted, papersSave, rmsList } from './trays.ts';
import { windowFailure } from './window-failure.ts';

/** The largest file for a message, in base64. */
const MOST_FILE_TEXT = Math.ceil(MOST_FILE_BYTES / 3) * 4;

/** Channels that don't pass through to an endpoint: channel → input and output. */
const own = {
  ...sessionChannels,
  'sync.state': entry(nothing, syncState),
  'sync.now': entry(nothing, nothing),
  'policy.current': entry(nothing, policy.nullable()),
  'queue.page': entry(queueRequest, queuePage),
  /** The report's zero-based position; null when it isn't in the list. */
  'queue.place': entry(queuePlace, z.object({ at: z.int().nullable() })),
  /**
   * How many reports match each filter. `unread`: how many reports aren't in the text index yet. `hidden`: how many
   * reports aren't on this workstation because this supervisor will review their decisions. `toReview`: how many second
   * reviews are waiting on this supervisor, as last received from the server.
   */
  'queue.counts': entry(
    z.strictObject({ filters: z.array(queueFilter).max(60) }),
    z.object({
      counts: z.array(z.int()),
      unread: z.int(),
      hidden: z.int().optional(),
      toReview: z.int().optional(),
      newAnswers: z.int().optional(),
      holdsLifting: z.int().optional(),
    }),
  ),
  /** How many reports were received and how many were closed on each of the last seven days. */
  'queue.flow': entry(nothing, flow),
  'report.get': entry(z.strictObject({ id: uuid }), reportView),
  /**
   * Prefetches a report from this workstation's cache; null when it isn't there. Nothing is requested from the server,
   * because the server would log the report as viewed.
   */
  'report.ahead': entry(z.strictObject({ id: uuid }), reportView.nullable()),
  /** The locations of other reports near this one and within 30 days of it, from this workstation only. */
  'report.nearby': entry(z.strictObject({ id: uuid }), z.array(point)),
  /**
   * The streets in a part of the map; empty if the agency provided no streets or this workstation doesn't have them
   * yet.
   */
  'map.streets': entry(mapPart, z.array(streetLine)),
  /** Asks the officer where to save, then writes the window's print view to a PDF there. */
  'report.pdf': entry(z.strictObject({ trackingNumber: trackingNumberSchema }), z.object({ saved: z.boolean() })),
  /**
   * Records what the officer does with a report. A report is shown only after its opening has been stored. Refreshing
   * and prefetching aren't recorded.
   */
  'trail.note': entry(z.strictObject({ reportId: uuid, use: openingUse }), nothing),
  /**
   * Announces which report the officer has open; null for none. Colleagues can see this; it is informational and not a
   * lock.
   */
  'claim.at': entry(z.strictObject({ id: uuid.nullable() }), nothing),
  /** Takes over a report that a colleague has open; the colleague can see this. */
  'claim.take': entry(z.strictObject({ id: uuid }), nothing),
  /** Colleagues to whom a report can be assigned; when offline, the list last received from the server. */
  'colleagues.list': entry(nothing, z.object({ rows: z.array(colleagueRow), asOf: instant })),
  /** Stores the officer's feedback on a flag on the workstation, and sends it to the server when online. */
  'hints.say': entry(z.strictObject({ reportId: uuid, code: hintCode, wrong: z.boolean() }), nothing),
  'duplicates.of': entry(z.strictObject({ reportId: uuid }), z.object({ duplicates: z.array(shownDuplicate) })),
  /** Asks the server for the duplicates that this workstation doesn't have or no longer has. */
  'duplicates.on-server': entry(z.strictObject({ reportId: uuid }), z.object({ duplicates: z.array(shownDuplicate) })),
  /** Asks the server for other reports by the same person, newest first. */
  'same-sender.on-server': entry(z.strictObject({ reportId: uuid }), z.object({ reports: z.array(shownSameSender) })),
  'pairs.list': entry(nothing, z.array(pairRow)),
  /** Saves the officer's decision about an open report and another one, which need not be on this workstation. */
  'pairs.decide': entry(
    z.strictObject({
      reportId: uuid,
      other: z.strictObject({ reportId: uuid, trackingNumber: trackingNumberSchema }),
      decision: pairDecisionKind,
    }),
    pairRow,
  ),
  /**
   * Returns data for the officer to compare with a pair decision: the server's decision as last received, and which of
   * the two reports are on this workstation.
   */
  'pairs.compare': entry(
    z.strictObject({ id: idempotencyKey }),
    z.object({
      decision: pairDecision.pick({ decision: true, by: true, at: true }).nullable(),
      here: z.tuple([z.boolean(), z.boolean()]),
    }),
  ),
  'pairs.undo': entry(z.strictObject({ id: idempotencyKey }), nothing),
  'letter.preview': entry(
    /** `language` is the language the officer uses; defaults to English. */
    z.strictObject({ reportId: uuid, act, language: language.optional() }),
    z.object({
      letter: letterView.nullable(),
      /** The same letter in the officer's language, if the person's language is different; never sent. */
      reading: letterView.nullable(),
      seen,
    }),
  ),
  'review.act': entry(z.strictObject({ reportId: uuid, act, seen }), outboxRow),
  'review.undo': entry(z.strictObject({ id: idempotencyKey }), nothing),
  'outbox.list': entry(nothing, z.array(outboxRow)),
  /** The report as the officer saw it and as the server has it now. Either is null when it isn't available. */
  'outbox.compare': entry(
    z.strictObject({ id: idempotencyKey }),
    z.object({ before: report.nullable(), now: report.nullable() }),
  ),
  'outbox.cancel': entry(z.strictObject({ id: idempotencyKey }), nothing),
  /** Ends all undo periods and sends the decisions. */
  'outbox.send-now': entry(nothing, nothing),
  'draft.get': entry(z.strictObject({ reportId: uuid, kind: draftKind }), keptDraft.nullable()),
  /**
   * Saves a draft. If `since` is given and the stored draft was changed after that time, the stored draft is newer and
   * is kept instead.
   */
  'draft.put': entry(
    z.strictObject({ reportId: uuid, kind: draftKind, draft: draft.nullable(), since: instant.optional() }),
    nothing,
  ),
  /** Stores a file for a message (base64); the act then refers to it. */
  'message-file.keep': entry(
    z.strictObject({ name: z.string().max(1000), data: z.base64().max(MOST_FILE_TEXT) }),
    messageFile,
  ),
  /**
   * Copies part of a report to the clipboard, for the records system, after the trail has recorded the copying. Never
   * copies while the window is locked.
   */
  'clipboard.copy': entry(z.strictObject({ reportId: uuid, text: text(LONGEST_COPY, 1) }), nothing),
  /** Sets the language in which notes are spell-checked: the letter's language, in addition to English. */
  'spelling.check-in': entry(z.strictObject({ language }), nothing),
  /** Asks the server to open this workstation's journal, or one from another workstation (base64). */
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
  /**
   * Discards a decision on the server, so that the server never accepts it from any workstation. The decision may
   * already have been carried out.
   */
  'journal.discard': entry(z.strictObject({ id: idempotencyKey }), z.object({ carriedOut: z.boolean() })),
  /** Attachments of a report that are available offline. */
  'attachment.here': entry(z.strictObject({ reportId: uuid }), z.array(uuid)),
  /** Fetches an image if it hasn't been fetched yet; afterward it is available at its `attachmentPath`. */
  'attachment.open': entry(z.strictObject({ reportId: uuid, id: uuid }), nothing),
  /** Asks the officer where to save and writes the unmodified original; the officer is responsible for the copy. */
  'attachment.save': entry(z.strictObject({ reportId: uuid, id: uuid }), z.object({ saved: z.boolean() })),
  'cache.state': entry(nothing, cacheState),
  /** Empties the cache, except for what the officer made here, and downloads the reports again. */
  'cache.rebuild': entry(nothing, sessionState),
  /** Asks where to save diagnostics for IT; null when canceled. */
  'diagnostics.save': entry(nothing, z.object({ path: z.string().nullable() })),
  'preferences.get': entry(nothing, preferences),
  /** Changes the given preferences and leaves the rest as they are. */
  'preferences.change': entry(preferencesChange, preferences),
  /**
   * A decision, with the report as the officer saw it and the policy in force at the time. Report and policy are null
   * once the report has been removed.
   */
  'audit.decision': entry(z.strictObject({ id: uuid }), decisionAsSeen.extend({ policy: policy.nullable() })),
  /** Asks the officer where to save and writes the entire audit log there; null when the officer cancels. */
  'audit.export': entry(nothing, auditExport.nullable()),
  ...reviewChannels,
  /** Asks where to save and writes a figure's table there as CSV. */
  'figures.save': entry(figureTable, z.object({ saved: z.boolean(), path: z.string().nullable() })),
  'papers.list': entry(paperList.input, paperList.output),
  /** Asks the officer where to save and writes all the letters to one PDF; the officer is responsible for the copy. */
  'papers.save': entry(papersSave, z.object({ saved: z.boolean() })),
  'papers.printed': entry(papersPrinted, nothing),
  'courtesy.list': entry(courtesyList.input, courtesyList.output),
  'courtesy.done': entry(courtesyNote, nothing),
  'rms.list': entry(rmsList.input, rmsList.output),
  'rms.push': entry(z.strictObject({ packageId: uuid }), rmsRow),
  /** A report as it is on the server now, read-only; the server logs each opening. */
  'find.open': entry(findOpen.input, findOpen.output),
  'holds.place': entry(holdPlace, nothing),
  'holds.lift': entry(holdLift, nothing),
  'holds.keep': entry(holdKeep, nothing),
  'case-numbers.list': entry(caseNumberList.input, caseNumberList.output),
  'accounts.change': entry(z.strictObject({ officerId: uuid, change: accountChange }), accountMade),
  'accounts.sessions': entry(
    accountQuery.extend({ ended: z.boolean() }),
    z.object({ rows: z.array(accountSession), total: z.int() }),
  ),
  'accounts.prove': entry(
    z.strictObject({ password, code: oneTimeCode.optional(), recoveryCode: recoveryCode.optional() }),
    nothing,
  ),
  'confirmations.decide': entry(z.strictObject({ officerId: uuid, confirmed: z.boolean(), askedAt: instant }), nothing),
  'services.rotate': entry(z.strictObject({ serviceId: uuid, days: newService.shape.days }), serviceMade),
  'services.revoke': entry(z.strictObject({ serviceId: uuid }), nothing),
  /** What was typed into a policy draft while the server could not be reached; null once the server has it. */
  'policy.kept': entry(nothing, unsavedPolicy.nullable()),
  'policy.keep': entry(unsavedPolicy.nullable(), nothing),
  'policy.of-version': entry(z.strictObject({ version: z.int().min(1) }), policy),
  'policy.rehearse': entry(z.strictObject({ draftId: uuid }), rehearsal),
  'linkage.fit': entry(nothing, linkFit),
  'updates.state': entry(nothing, updateState),
  'updates.check': entry(nothing, updateState),
  'updates.dismiss-news': entry(nothing, updateState),
  'updates.restart': entry(nothing, nothing),
  'settings.get': entry(nothing, workstationSettings),
  'settings.set': entry(workstationSettings, workstationSettings),
  /** Signals that the sign-in page, the lock page or a later page is on screen. */
  'window.drawn': entry(nothing, nothing),
  'window.failed': entry(windowFailure, nothing),
} as const satisfies Record<Exclude<Channel, PassedChannel>, Entry>;

type Endpoints = { [C in PassedChannel]: Api[Passed[C]] };
type Asked<Row extends Endpoint> = Row['body'] extends z.ZodType
  ? Row['body']
  : Row['query'] extends z.ZodType
    ? Row['query']
    : z.ZodUndefined;
type PassedEntries = { [C in PassedChannel]: { input: Asked<Endpoints[C]>; output: Endpoints[C]['response'] } };

/** Pass-through channels. Their endpoints have either a body or a query, or neither, and no other input. */
const passed = PASSED.map(([channel, name]) => {
  const { body, query, response }: Endpoint = api[name];
  return [channel, entry(body ?? query ?? nothing, response)] as const;
});

/** The entire contract between window and main process: channel → input and output. */
export const ipc = { ...own, ...(Object.fromEntries(passed) as PassedEntries) } satisfies Record<Channel, Entry>;

export type Ipc = typeof ipc;
export type Input<C extends Channel> = z.input<Ipc[C]['input']>;
export type Parsed<C extends Channel> = z.output<Ipc[C]['input']>;
export type Output<C extends Channel> = z.output<Ipc[C]['output']>;

/** Result envelope for IPC. Electron's own error passing would lose the code. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: z.infer<typeof errorShape> };
