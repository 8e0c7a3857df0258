/*
 * The outbox as one would write it on a page: what an officer may see of each decision, and what the server has. It
 * knows no database, no transactions and no requests under way.
 */

export const FATES = ['ok', 'answer_lost', 'never_arrived', 'busy', 'wants_pause', 'signed_out', 'refuses'] as const;
/** What becomes of one request. */
export type Fate = (typeof FATES)[number];
export type Kind = 'note' | 'approve';

export type RowModel = {
  id: string;
  report: number;
  kind: Kind;
  state: 'held' | 'waiting' | 'conflict' | 'refused';
  seen: number;
  maybeSent: boolean;
  attempts: number;
  holdUntil: number;
  nextTry: number;
};

type ReportModel = { version: number; approved: boolean };

export const HOLD_MS = 20_000;
/** What the officer wishes for instead, and the agency's own is shorter or longer. */
export const WISHES_S = [0, 10, 60] as const;
export const PAUSE_MS = 5_000;
const TOGETHER = 4;
/** The shortest wait before a try: half of a second that doubles up to a minute. */
const backoff = (attempt: number) => Math.min(60_000, 1000 * 2 ** (attempt - 1)) / 2;

export class OutboxReference {
  now = 0;
  wishMs = 0;
  rows: RowModel[] = [];
  readonly server: ReportModel[];
  /** The reports as the workstation last had them. */
  readonly cached: ReportModel[];
  /** Every decision that was carried out, in the order in which that happened. */
  readonly done: string[] = [];
  readonly takenBack: string[] = [];

  constructor(reports: number) {
    this.server = Array.from({ length: reports }, () => ({ version: 1, approved: false }));
    this.cached = this.server.map((one) => ({ ...one }));
  }

  mayDecide(report: number, kind: Kind): boolean {
    const leaving = this.pendingOf(report).some((row) => row.kind === 'approve');
    return kind === 'note' || !(leaving || this.cached[report]?.approved);
  }

  decide(id: string, report: number, kind: Kind): void {
    if (kind === 'approve')
      for (const row of this.rows.filter((one) => one.report === report && one.kind === 'approve')) this.leave(row);
    const seen = this.cached[report]?.version ?? 0;
    const row = { id, report, kind, seen, maybeSent: false, attempts: 0, nextTry: 0 };
    this.rows.push({ ...row, state: 'held', holdUntil: this.now + this.holdMs() });
  }

  mayUndo = (row: RowModel) => row.state === 'held';
  mayWithdraw = (row: RowModel) => row.state !== 'waiting' || !row.maybeSent;
  leave(row: RowModel): void {
    this.rows = this.rows.filter((one) => one !== row);
    this.takenBack.push(row.id);
  }

  /** What was held while the officer wished for more is not held for longer than is wished for now. */
  release(): void {
    for (const row of this.rows)
      if (row.state === 'held') row.holdUntil = Math.min(row.holdUntil, this.now + this.holdMs());
    for (const row of this.rows) if (row.state === 'held' && row.holdUntil <= this.now) row.state = 'waiting';
  }

  sendNow(): void {
    for (const row of this.rows) if (row.state === 'held') row.state = 'waiting';
  }

  restart(): void {
    for (const row of this.rows) if (row.state === 'held') row.holdUntil = this.now + this.holdMs();
  }

  colleague(report: number): void {
    const one = this.server[report];
    if (one) one.version += 1;
  }

  pull(report: number): void {
    this.cached[report] = { ...(this.server[report] ?? { version: 0, approved: false }) };
  }

  /** Sends what is due until nothing is, or until something ends the round; says whether it was ended. */
  round(fate: () => Fate): boolean {
    for (;;) {
      const due = this.rows
        .filter((row) => row.state === 'waiting' && row.nextTry <= this.now)
        .filter((row) => this.pendingOf(row.report)[0] === row)
        .slice(0, TOGETHER);
      if (due.length === 0) return false;
      const ended = due.map((row) => this.send(row, fate()));
      if (ended.includes(true)) return true;
    }
  }

  inQueue(report: number): boolean {
    return !(this.cached[report]?.approved || this.pendingOf(report).some((row) => row.kind === 'approve'));
  }

  private holdMs(): number {
    return Math.max(HOLD_MS, this.wishMs);
  }

  /** Carries one out as the server does; says whether the round ends. */
  private send(row: RowModel, drawn: Fate): boolean {
    const fate = drawn === 'refuses' && this.done.includes(row.id) ? 'ok' : drawn;
    row.attempts += 1;
    const before = row.maybeSent;
    row.maybeSent = true;
    if (fate === 'ok' || fate === 'answer_lost') {
      const answer = this.carryOut(row);
      if (fate === 'answer_lost') row.nextTry = this.now;
      else if (answer === 'conflict') Object.assign(row, { state: 'conflict', maybeSent: false, nextTry: 0 });
      else this.acknowledge(row);
      return fate === 'answer_lost';
    }
    if (fate === 'refuses') {
      Object.assign(row, { state: 'refused', maybeSent: false, nextTry: 0 });
      return false;
    }
    const pause = fate === 'wants_pause' ? PAUSE_MS : 0;
    const waits = fate === 'busy' || fate === 'wants_pause' ? Math.max(pause, backoff(row.attempts)) : 0;
    row.nextTry = this.now + waits;
    // Only a server that answered may have taken it; one that asked for a sign-in never looked at it.
    row.maybeSent = before || waits > 0;
    return fate !== 'busy';
  }

  private carryOut(row: RowModel): 'done' | 'conflict' {
    const report = this.server[row.report];
    if (report === undefined || this.done.includes(row.id)) return 'done';
    if (report.version !== row.seen || (row.kind === 'approve' && report.approved)) return 'conflict';
    this.done.push(row.id);
    report.version += 1;
    report.approved ||= row.kind === 'approve';
    return 'done';
  }

  private acknowledge(row: RowModel): void {
    this.rows = this.rows.filter((one) => one !== row);
    const version = this.server[row.report]?.version ?? 0;
    this.pull(row.report);
    if (version !== row.seen + 1) return;
    // What was decided after it on the same report saw the version before it.
    for (const next of this.pendingOf(row.report)) if (next.seen === row.seen && !next.maybeSent) next.seen = version;
  }

  private pendingOf(report: number): RowModel[] {
    return this.rows.filter((row) => row.report === report && (row.state === 'held' || row.state === 'waiting'));
  }
}
