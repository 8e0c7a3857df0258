/** One audit log row as hashed: who did what to what, when, from where, and with what outcome. */
export type AuditContent = {
  seq: number;
  /** ISO 8601 in UTC, to the millisecond. */
  at: string;
  /** An officer's id, `person`, or the component that acted. */
  actor: string;
  action: string;
  target: string | null;
  outcome: 'success' | 'failure';
  /** A network address, or the command that was run. */
  source: string;
  /** Ids and counts, never text from a report. */
  detail: Record<string, unknown>;
};

/** Used as the previous hash of the first row. */
export const CHAIN_START = '0'.repeat(64);

/** The SHA-256 input for a row: the previous row's hash, then the row's canonical JSON. */
export function auditDigestInput(prev: string, row: AuditContent): string {
  const { seq, at, actor, action, target, outcome, source, detail } = row;
  return `${prev}\n${canonicalJson({ seq, at, actor, action, target, outcome, source, detail })}`;
}

/**
 * The row's canonical JSON before and after its sequence number. Used when PostgreSQL assigns the number and computes
 * the hash.
 */
export function auditDigestParts({ at, actor, action, target, outcome, source, detail }: Omit<AuditContent, 'seq'>) {
  // Keys are sorted alphabetically, so `seq` comes between these two groups.
  const head = canonicalJson({ action, actor, at, detail, outcome });
  const tail = canonicalJson({ source, target });
  return [`${head.slice(0, -1)},"seq":`, `,${tail.slice(1)}`] as const;
}

/** JSON with keys sorted at every level, so that equal values always give identical bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
