import { sign, verify } from 'node:crypto';
import {
  type ExportExtent,
  type ExportLine,
  type ExportName,
  type ExportSeal,
  exportLine,
  exportSealInput,
} from '#shared/audit/export-line.ts';
import { type AuditContent, CHAIN_START } from '#shared/audit/row.ts';
import { type AnchorKey, publicAnchorKey } from './anchor-key.ts';
import { auditHash } from './chain.ts';

type Head = { seq: number; hash: string };
/** What the checker has from elsewhere. Each of them tells whether rows were cut off the end. */
export type Known = { key?: string; head?: Head };

export type ExportCheck =
  | {
      ok: true;
      from: number;
      to: number;
      hash: string;
      fromStart: boolean;
      agency: string;
      exportedAt: string;
      names: ReadonlyMap<string, ExportName>;
      /** The public key of the server that signed the file; null if none did. */
      key: string | null;
      /** The last row up to which the file is proven complete by what the checker knows; null if it knows nothing. */
      provenTo: number | null;
    }
  | { ok: false; line: number; why: string };

/** Signs an export for its end line. */
export function sealExport(extent: ExportExtent, { privateKey, text }: AnchorKey): ExportSeal {
  const signature = sign(null, Buffer.from(exportSealInput(extent)), privateKey).toString('base64');
  return { agency: extent.agency, exportedAt: extent.exportedAt, key: text, signature };
}

/** Verifies an export using only the lines of its file and what is known from elsewhere. */
export async function verifyExport(lines: AsyncIterable<string>, known: Known = {}): Promise<ExportCheck> {
  let number = 0;
  let first: Extract<ExportLine, { kind: 'p2c-audit' }> | null = null;
  let last: Head | null = null;
  let end: Extract<ExportLine, { kind: 'end' }> | null = null;
  let headFound = false;
  const names = new Map<string, ExportName>();
  const isHead = (one: Head) => one.seq === known.head?.seq;
  const wrong = (why: string) => ({ ok: false as const, line: number, why });
  for await (const text of lines) {
    number += 1;
    const one = read(text);
    if (one === null) return wrong('this line does not belong in an audit export');
    if (end !== null) return wrong('there is data after the end');
    if (first === null || last === null) {
      if (one.kind !== 'p2c-audit') return wrong('the file does not begin like an audit export');
      if (one.after.seq === 0 && one.after.hash !== CHAIN_START) return wrong('the chain does not start with zeros');
      first = one;
      last = one.after;
    } else if (one.kind === 'row') {
      const { kind: _, hash: given, ...content } = one;
      if (names.size > 0) return wrong('a row stands behind the names');
      if (one.seq !== last.seq + 1) return wrong(`row ${last.seq + 1} is missing`);
      if (auditHash(last.hash, content satisfies AuditContent) !== given) return wrong(`row ${one.seq} was changed`);
      last = { seq: one.seq, hash: given };
    } else if (one.kind === 'name') {
      const { kind: _, ...name } = one;
      if (names.has(name.id)) return wrong('an account is named twice');
      names.set(name.id, name);
    } else if (one.kind === 'end') {
      if (one.seq !== last.seq || one.hash !== last.hash) return wrong('the end does not match the rows before it');
      end = one;
    } else return wrong('the first line is repeated');
    if (isHead(last)) {
      if (last.hash !== known.head?.hash) return wrong(`row ${last.seq} is not that of --head: the log was rewritten`);
      headFound = true;
    }
  }
  if (first === null || last === null || end === null) return wrong('the end is missing');
  const { after } = first;
  const { key = null, signature } = end;
  const agency = (first.format === 1 ? first : end).agency ?? '';
  const exportedAt = (first.format === 1 ? first : end).exportedAt ?? '';
  const signed = exportSealInput({ after, end: last, names: [...names.values()], agency, exportedAt });
  if (key !== null && !isSigned(signed, key, signature))
    return wrong(
      'the signature does not fit: rows were cut off the end, or the first line, a name or the end was changed',
    );
  if (known.key !== undefined && key !== known.key)
    return wrong(key === null ? 'no server signed this file' : 'another key than --anchor-key signed this file');
  if (known.head !== undefined && known.head.seq > last.seq)
    return wrong(`the file ends at row ${last.seq}, before row ${known.head.seq} of --head: rows were cut off its end`);
  if (known.head !== undefined && !headFound)
    return wrong(`the file begins after row ${known.head.seq} of --head, which therefore proves nothing about it`);
  return {
    ok: true,
    from: after.seq + 1,
    to: last.seq,
    hash: last.hash,
    fromStart: after.seq === 0,
    agency,
    exportedAt,
    names,
    key,
    provenTo: known.key === undefined ? (known.head?.seq ?? null) : last.seq,
  };
}

function isSigned(text: string, key: string, signature: string | undefined): boolean {
  try {
    const { publicKey } = publicAnchorKey(key);
    return signature !== undefined && verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function read(text: string): ExportLine | null {
  try {
    return exportLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
