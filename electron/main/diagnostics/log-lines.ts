import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '#electron/common/officer-files.ts';

type Line = Readonly<Record<string, unknown>>;

/** Maximum number of lines per file; the newest are the most useful. */
const MOST_LINES = 1000;
const REMOVED = '…';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[a-z0-9][a-z0-9_.-]{0,59}$/i;

/** Allowed pattern for a text field of a log line (electron/common/log.ts), by name; other texts are removed. */
const FIELDS: Readonly<Record<string, RegExp>> = {
  at: /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/,
  version: /^\d[\w.+-]{0,39}$/,
  name: /^(?:unknown|[A-Za-z]{0,40}(?:Error|Exception))$/,
  error: /^(?:[A-Za-z]{0,40}(?:Error|Exception)|[a-z_]{1,40})$/,
  places: /^[\w.-]{1,80}:\d{1,7}:\d{1,7}$/,
  ...Object.fromEntries(
    ['source', 'event', 'code', 'why', 'reason', 'failure', 'how', 'what', 'channel', 'call', 'runtime', 'cache'].map(
      (field) => [field, CODE],
    ),
  ),
};

/**
 * Returns the workstation's logs without any text that a person could have typed. This is a second safeguard, because
 * such text is never logged in the first place. Ids are replaced by numbers, the same id by the same number in all
 * files.
 */
export function logLines(folder: string): Record<string, Line[]> {
  const ids = new Map<string, string>();
  const names = namesIn(folder).filter((name) => /^[a-z]{1,20}\.log(?:\.old)?$/.test(name));
  return Object.fromEntries(
    names.map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(-MOST_LINES);
      return [name, lines.map((line) => withoutText(line, ids))];
    }),
  );
}

function withoutText(line: string, ids: Map<string, string>): Line {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return { unreadable: true };
  }
  const plain = (field: string, value: unknown): unknown => {
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
    if (Array.isArray(value)) return value.slice(0, 20).map((one) => plain(field, one));
    if (typeof value !== 'string') return REMOVED;
    if (UUID.test(value)) return numbered(value, ids);
    return FIELDS[field]?.test(value) === true ? value : REMOVED;
  };
  // Field names are fixed in our source; drop any others.
  return Object.fromEntries(
    Object.entries(Object(fields))
      .filter(([field]) => /^[a-zA-Z]{1,20}$/.test(field))
      .map(([field, value]) => [field, plain(field, value)]),
  );
}

function numbered(id: string, ids: Map<string, string>): string {
  const known = ids.get(id) ?? `id-${ids.size + 1}`;
  ids.set(id, known);
  return known;
}
