import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkAnchors, faultsOf, type NotesFault } from '../audit/check-anchors.ts';
import type { AnchorPlace } from '../audit/keep-anchor.ts';
import {
  appendAlone,
  type ChainCheck,
  type ChainHead,
  hashesOf,
  keepCheckpoint,
  restoresOf,
  verifyAudit,
} from '../db/audit.ts';
import type { Deps } from '../deps.ts';

/** Number of rows per batch. Batches are small, because the process that runs the check also serves requests. */
const SLICE = 500;

/** The notes of this server, which the database's owner can't rewrite. */
type Notes = Pick<AnchorPlace, 'key' | 'file'>;

/**
 * Checks the whole audit log (AU-9): its chain, the end of the last check, and every note that was kept outside of the
 * database. Saves the last entry if the log is intact, and logs the check.
 */
export async function checkAudit(
  deps: Deps,
  { notes, stopped }: { notes: Notes | null; stopped?: AbortSignal },
): Promise<{ chain: ChainCheck; faults: NotesFault[] }> {
  const chain = await verifyAudit(deps.db, { slice: SLICE, ...(stopped === undefined ? {} : { stopped }) });
  const faults = chain.ok && notes !== null ? await faultsOfNotes(deps, notes, chain.head, stopped) : [];
  const badSeq = chain.ok ? (faults.find(({ seq }) => seq !== null)?.seq ?? null) : chain.badSeq;
  const isWell = chain.ok && faults.length === 0;
  const at = deps.now();
  if (chain.ok && isWell) await keepCheckpoint(deps.db, chain.head, at);
  await appendAlone(deps.db, {
    at,
    actor: 'system',
    action: 'audit.check',
    target: null,
    outcome: isWell ? 'success' : 'failure',
    source: 'clock',
    detail: { rows: chain.rows, ...(badSeq === null ? {} : { badSeq }) },
  });
  return { chain, faults };
}

async function faultsOfNotes(
  { db }: Deps,
  { key, file }: Notes,
  head: ChainHead,
  stopped: AbortSignal | undefined,
): Promise<NotesFault[]> {
  // A server writes its first note within minutes of its first start.
  if (!existsSync(file)) return [];
  const restores = await restoresOf(db);
  // Opened last, because lines that nobody waits for are lost.
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  const check = await checkAnchors(lines, key, head, (seqs) => hashesOf(db, seqs), restores, stopped);
  return faultsOf(check, { head, keyId: key.id, expected: new Set() });
}
