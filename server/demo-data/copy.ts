import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { from } from 'pg-copy-streams';
import { type Connection, connectOnce } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { type Batch, COLUMNS, copyText } from './rows.ts';

export type Copier = { trx: Transaction<Database>; copy: (batch: Batch) => Promise<void> };

/**
 * Runs one transaction on a separate connection, through which rows can be bulk-copied. It is all or nothing: an
 * interrupted load leaves no half-filled tables and no gap in the audit chain.
 */
export async function inBulk<T>(databaseUrl: string, work: (copier: Copier) => Promise<T>): Promise<T> {
  const client = await connectOnce(databaseUrl);
  try {
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: poolOfOne(client) }) });
    return await db.transaction().execute((trx) => work({ trx, copy: (batch) => copyBatch(client, batch) }));
  } finally {
    await client.end();
  }
}

function poolOfOne(client: Connection) {
  const lent = Object.assign(client, { release: () => {} });
  return { connect: () => Promise.resolve(lent), end: () => Promise.resolve(), options: {} };
}

async function copyBatch(client: Connection, batch: Batch): Promise<void> {
  for (const table of ['report', 'attachment', 'letter', 'act', 'privateLink', 'caseNumber', 'audit'] as const) {
    if (batch[table].length === 0) continue;
    const text = copyText(batch[table]);
    await new Promise<void>((resolve, reject) => {
      const stream = client.query(from(`copy ${COLUMNS[table]} from stdin`));
      stream.once('error', reject);
      stream.once('finish', () => resolve());
      stream.end(text);
    });
  }
}
