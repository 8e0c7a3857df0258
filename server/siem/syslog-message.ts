import { type AuditContent, canonicalJson } from '#shared/audit/row.ts';

/** Receivers must take 2,048 bytes and should take 8,192 (RFC 5425, 4.3.1); some truncate longer messages. */
const MOST_BYTES = 8_192;
/** Facility 13, log audit (RFC 5424, 6.2.1). */
const LOG_AUDIT = 13;
const SEVERITY = { success: 6, failure: 4 } as const;

type SyslogRow = AuditContent & {
  hash: string;
  /** The usernames of actor and target, if they are accounts. */
  actorName: string | null;
  targetName: string | null;
};

type Header = { severity: number; at: string; host: string; type: string };

/**
 * Formats one message (RFC 5424, 6), preceded by its length (RFC 5425, 4.3). The text is a byte order mark, which the
 * RFC requires, and JSON in UTF-8.
 * @param type at most 32 printable ASCII characters.
 */
export function syslogFrame({ severity, at, host, type }: Header, json: string): Buffer {
  const text = `<${LOG_AUDIT * 8 + severity}>1 ${at} ${host} p2c-review ${process.pid} ${type} - \uFEFF${json}`;
  const message = Buffer.from(text);
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}

/** Formats a row of the audit log; its number lets a receiver recognize duplicates. */
export function auditFrame(row: SyslogRow, host: string): Buffer {
  const header = { severity: SEVERITY[row.outcome], at: row.at, host, type: row.action };
  const whole = syslogFrame(header, canonicalJson(row));
  if (whole.length <= MOST_BYTES) return whole;
  // If the receiver truncated the message, it would not be JSON, so leave out the detail. The API has the whole row.
  const bytes = Buffer.byteLength(canonicalJson(row.detail));
  return syslogFrame(header, canonicalJson({ ...row, detail: { left_out_bytes: bytes } }));
}

/** The host name, limited to what a header allows. */
export const headerHost = (name: string): string => name.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || '-';
