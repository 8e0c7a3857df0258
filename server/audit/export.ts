import { type ExportLine, exportLine } from '#shared/audit/export-line.ts';
import { type AuditContent, CHAIN_START } from '#shared/audit/row.ts';
import { auditHash } from './chain.ts';

export type ExportCheck =
  | { ok: true; from: number; to: number; hash: string; fromStart: boolean; agency: string; exportedAt: string }
  | { ok: false; line: number; why: string };

/** Verifies an export using only the lines of its file. */
export async function verifyExport(lines: AsyncIterable<string>): Promise<ExportCheck> {
  let number = 0;
  let first: Extract<ExportLine, { kind: 'p2c-audit' }> | null = null;
  let last: { seq: number; hash: string } | null = null;
  let ended = false;
  for await (const text of lines) {
    number += 1;
    const wrong = (why: string) => ({ ok: false as const, line: number, why });
    const one = read(text);
    if (one === null) return wrong('this line does not belong in an audit export');
    if (ended) return wrong('there is data after the end');
    if (first === null || last === null) {
      if (one.kind !== 'p2c-audit') return wrong('the file does not begin like an audit export');
      if (one.after.seq === 0 && one.after.hash !== CHAIN_START) return wrong('the chain does not start with zeros');
      first = one;
      last = one.after;
    } else if (one.kind === 'row') {
      const { kind: _, hash: given, ...content } = one;
      if (one.seq !== last.seq + 1) return wrong(`row ${last.seq + 1} is missing`);
      if (auditHash(last.hash, content satisfies AuditContent) !== given) return wrong(`row ${one.seq} was changed`);
      last = { seq: one.seq, hash: given };
    } else if (one.kind === 'end') {
      if (one.seq !== last.seq || one.hash !== last.hash) return wrong('the end does not match the rows before it');
      ended = true;
    } else return wrong('the first line is repeated');
  }
  if (first === null || last === null || !ended) return { ok: false, line: number, why: 'the end is missing' };
  const { after, agency, exportedAt } = first;
  return {
    ok: true,
    from: after.seq + 1,
    to: last.seq,
    hash: last.hash,
    fromStart: after.seq === 0,
    agency,
    exportedAt,
  };
}

function read(text: string): ExportLine | null {
  try {
    return exportLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
