import { AppError } from '#shared/errors.ts';
import { start } from './migrations/0001-start.ts';
import { desk } from './migrations/0003-desk.ts';
import { repeats } from './migrations/0004-repeats.ts';
import { sweep } from './migrations/0005-sweep.ts';
import { claims } from './migrations/0006-claims.ts';
import { outboxBase } from './migrations/0007-outbox-base.ts';
import { pairOutbox } from './migrations/0008-pair-outbox.ts';
import { links } from './migrations/0009-links.ts';
import { reporter } from './migrations/0010-reporter.ts';
import { files } from './migrations/0011-files.ts';
import { slim } from './migrations/0012-slim.ts';
import { queueOrder } from './migrations/0013-queue-order.ts';
import { search } from './migrations/0014-search.ts';
import { outboxState } from './migrations/0015-outbox-state.ts';
import { hintFeedback } from './migrations/0016-hint-feedback.ts';
import { linkRest } from './migrations/0017-link-rest.ts';
import { laterIndex } from './migrations/0018-later-index.ts';
import { tally } from './migrations/0019-tally.ts';
import { pairReplaces } from './migrations/0020-pair-replaces.ts';
import { likely } from './migrations/0021-likely.ts';
import { merging } from './migrations/0022-merging.ts';
import { wordsDigest } from './migrations/0023-words-digest.ts';
import { standing } from './migrations/0024-standing.ts';
import { photos } from './migrations/0025-photos.ts';
import { smaller } from './migrations/0026-smaller.ts';
import { hintCodes } from './migrations/0027-hint-codes.ts';

/** What a migration needs of a database; `open.ts` opens it and has the whole type. */
type Target = {
  pragma: (text: string, options?: { simple: boolean }) => unknown;
  exec: (sql: string) => unknown;
  transaction: (work: () => void) => { immediate: () => void };
};

/** In order, never changed once released, only added to. */
const MIGRATIONS: readonly string[] = [
  start,
  desk,
  repeats,
  sweep,
  claims,
  outboxBase,
  pairOutbox,
  links,
  reporter,
  files,
  slim,
  queueOrder,
  search,
  outboxState,
  hintFeedback,
  linkRest,
  laterIndex,
  tally,
  pairReplaces,
  likely,
  merging,
  wordsDigest,
  standing,
  photos,
  smaller,
  hintCodes,
];

/**
 * Brings the tables up to date in one transaction; `user_version` counts the migrations that were carried out.
 * @throws AppError cache_unreadable when a newer version of the application wrote the file.
 */
export function migrate(db: Target): void {
  const done = Number(db.pragma('user_version', { simple: true }));
  if (done > MIGRATIONS.length) {
    throw new AppError('cache_unreadable', {
      detail: { code: 'cache_of_newer_version', params: {} },
    });
  }
  if (done === MIGRATIONS.length) return;
  db.transaction(() => {
    for (const sql of MIGRATIONS.slice(done)) db.exec(sql);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}
