import { type Fate, type TriedRow, TriedRows } from './fates.ts';

export type Kind = 'note' | 'approve';
export type RowModel = TriedRow & { report: number; kind: Kind; seen: number };
type ReportModel = { version: number; approved: boolean };

const TOGETHER = 4;

/** The outbox in its simplest form: what an officer may see of each decision, and what the server has. */
export class OutboxReference extends TriedRows<RowModel> {
  readonly server: ReportModel[];
  /** The reports as the workstation last received them. */
  readonly cached: ReportModel[];

  constructor(reports: number) {
    super();
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
    this.rows.push({ ...this.fresh(id), report, kind, seen: this.cached[report]?.version ?? 0 });
  }

  colleague(report: number): void {
    const one = this.server[report];
    if (one) one.version += 1;
  }

  pull(report: number): void {
    this.cached[report] = { ...(this.server[report] ?? { version: 0, approved: false }) };
  }

  /** Sends until nothing is due or something ends the round; returns whether it was ended. */
  round(fate: () => Fate): boolean {
    for (;;) {
      const due = this.rows
        .filter((row) => row.state === 'waiting' && row.nextTry <= this.now)
        .filter((row) => this.pendingOf(row.report)[0] === row)
        .slice(0, TOGETHER);
      if (due.length === 0) return false;
      const ended = due.map((row) => this.try(row, fate()));
      if (ended.includes(true)) return true;
    }
  }

  inQueue(report: number): boolean {
    return !(this.cached[report]?.approved || this.pendingOf(report).some((row) => row.kind === 'approve'));
  }

  protected carryOut(row: RowModel): () => void {
    const report = this.server[row.report];
    if (report === undefined || this.done.includes(row.id)) return () => this.acknowledge(row);
    if (report.version !== row.seen || (row.kind === 'approve' && report.approved))
      return () => this.end(row, 'conflict');
    this.done.push(row.id);
    report.version += 1;
    report.approved ||= row.kind === 'approve';
    return () => this.acknowledge(row);
  }

  private acknowledge(row: RowModel): void {
    this.forget(row);
    const version = this.server[row.report]?.version ?? 0;
    this.pull(row.report);
    if (version !== row.seen + 1) return;
    // Later decisions on the same report were based on the version before it.
    for (const next of this.pendingOf(row.report)) if (next.seen === row.seen && !next.maybeSent) next.seen = version;
  }

  private pendingOf(report: number): RowModel[] {
    return this.rows.filter((row) => row.report === report && (row.state === 'held' || row.state === 'waiting'));
  }
}
