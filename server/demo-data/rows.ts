export type Value = string | number | null;
export type Rows = Value[][];

/** Rows ready to be copied, for each table, with the values in the order of `COLUMNS`. */
export type Batch = {
  report: Rows;
  letter: Rows;
  act: Rows;
  privateLink: Rows;
  audit: Rows;
  caseNumber: Rows;
  attachment: Rows;
};

/** Tables in the order in which they must be filled, because later ones refer to earlier ones. */
export const COLUMNS = {
  report:
    'report (id, tracking_number, kind, state, version, received_at, changed_at, offense_code, case_number, facts, history, attachments, notice, decided_by, duplicate_of)',
  letter:
    'letter (id, report_id, kind, language, to_address, subject, text, html, message_id, queued_at, sent_at, attempts)',
  act: 'act (id, request_hash, report_id, officer_id, kind, event, note, act, seen, decided_at, report_version, case_number, letter_id)',
  privateLink: 'private_link (token_hash, report_id, act_id, purpose, created_at, expires_at, used_at)',
  caseNumber: 'case_number (number, year, serial, report_id, tracking_number, given_at)',
  attachment: 'attachment (id, report_id, file_id, name, media_type, bytes, sha256, view, received_at)',
  audit: 'audit (seq, at, actor, action, target, outcome, source, detail, prev_hash, hash)',
} as const satisfies Record<keyof Batch, string>;

/** Formats rows in the text format of PostgreSQL's COPY. */
export function copyText(rows: Rows): string {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const value of row) {
      text += `${separator}${value === null ? '\\N' : typeof value === 'number' ? value : escaped(value)}`;
      separator = '\t';
    }
    text += '\n';
  }
  return text;
}

/** Most values need no escaping, and searching for one character is much faster than a regular expression. */
function escaped(value: string): string {
  let text = value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
  if (text.includes('\n')) text = text.replaceAll('\n', '\\n');
  if (text.includes('\t')) text = text.replaceAll('\t', '\\t');
  return text.includes('\r') ? text.replaceAll('\r', '\\r') : text;
}
