import type { Output, Parsed } from '#shared/ipc.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';

/** Saves a draft, or deletes it when there is nothing worth keeping. @throws AppError disk_full */
export function putDraft(
  { db, drafts }: Pick<Stores, 'db' | 'drafts'>,
  { reportId, kind, draft, since }: Parsed<'draft.put'>,
  now: () => Date,
): undefined {
  write(db, (tx) => {
    if (draft === null) drafts.remove(tx, reportId, kind);
    else if (since !== undefined) drafts.putOlder(tx, reportId, kind, draft, since, now().toISOString());
    else drafts.put(tx, reportId, kind, draft, now().toISOString());
  });
}

export function getDraft(
  { drafts }: Pick<Stores, 'drafts'>,
  { reportId, kind }: Parsed<'draft.get'>,
): Output<'draft.get'> {
  return drafts.kept(reportId, kind);
}
