/** One row of the audit log as it is hashed: who did what to what, when, from where, and how it ended. */
export type AuditContent = {
  seq: number;
  /** ISO 8601 in UTC, to the millisecond. */
  at: string;
  /** An officer's id, `person`, or the part of the system that acted. */
  actor: string;
  action: string;
  target: string | null;
  outcome: 'success' | 'failure';
  /** An address, or the command that was run. */
  source: string;
  /** Ids and counts, never words from a report. */
  detail: Record<string, unknown>;
};

/** What the first row names as the hash before it. */
export const CHAIN_START = '0'.repeat(64);

/** What is hashed (SHA-256) for a row: the hash of the row before it, and the row's canonical JSON. */
export function auditDigestInput(prev: string, row: AuditContent): string {
  const { seq, at, actor, action, target, outcome, source, detail } = row;
  return `${prev}\n${canonicalJson({ seq, at, actor, action, target, outcome, source, detail })}`;
}

/** The row's canonical JSON before and after its number, for whoever hashes where the number is given. */
export function auditDigestParts({ at, actor, action, target, outcome, source, detail }: Omit<AuditContent, 'seq'>) {
  // In the order of their names, `seq` stands between these.
  const head = canonicalJson({ action, actor, at, detail, outcome });
  const tail = canonicalJson({ source, target });
  return [`${head.slice(0, -1)},"seq":`, `,${tail.slice(1)}`] as const;
}

/** JSON whose keys are sorted at every level, so that equal values always give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
