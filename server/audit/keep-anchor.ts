import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '#shared/audit/row.ts';
import { type ChainHead, chainHead } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { type SyslogTarget, ship } from '../siem/syslog-line.ts';
import { headerHost, syslogFrame } from '../siem/syslog-message.ts';
import { signAnchor } from './anchor.ts';
import type { AnchorKey } from './anchor-key.ts';

export const anchorsFile = (dataDir: string) => join(dataDir, 'audit-anchors.jsonl');

export type AnchorPlace = { key: AnchorKey; file: string; siem: SyslogTarget | null };

/**
 * Signs the number and the hash of the log's last row, and writes the note where the database's owner cannot change it:
 * at the end of a file, and into the SIEM. @throws if either fails, so that someone notices that the note is missing.
 */
export async function keepAnchor(deps: Deps, { key, file, siem }: AnchorPlace, stopped: AbortSignal): Promise<void> {
  const at = deps.now().toISOString();
  const line = canonicalJson(signAnchor({ origin: deps.publicUrl, ...(await chainHead(deps.db)), at }, key));
  await append(file, line);
  if (siem === null) return;
  const frame = syslogFrame({ severity: 5, at, host: headerHost(hostname()), type: 'audit.anchor' }, line);
  async function* frames() {
    yield frame;
  }
  await ship(siem, frames(), stopped);
}

/**
 * Notes beside the anchors that this row of the log records a restore which its administrator knows of, so that the
 * nightly check no longer warns of what the restore removed. It isn't kept in the database, whose owner could write any
 * row.
 */
export async function noteRestore(
  deps: Pick<Deps, 'now' | 'publicUrl'>,
  { key, file }: Pick<AnchorPlace, 'key' | 'file'>,
  { seq, hash }: ChainHead,
): Promise<void> {
  const at = deps.now().toISOString();
  await append(file, canonicalJson(signAnchor({ origin: deps.publicUrl, seq, hash, at }, key, 'p2c-restore')));
}

async function append(file: string, line: string): Promise<void> {
  // Open in append mode, so that the file may have the append-only attribute (chattr +a).
  const out = await open(file, 'a', 0o640);
  try {
    await out.appendFile(`${line}\n`);
    await out.sync();
  } finally {
    await out.close();
  }
}
