import { expect, test } from 'vitest';
import { migrationDigests } from '../../../helpers/migration-digests.ts';

/** A new migration gets its line here; a line that is here stays as it is. */
const RELEASED = {
  '0001-start': '072b18e75628595e',
  '0003-desk': '4627a117caad1543',
  '0004-repeats': 'a7e9e2e4fb46b720',
  '0005-sweep': '68a50515dbedc31c',
  '0006-claims': '0690f15023b35e94',
  '0007-outbox-base': '4c396ef1908eeaaf',
  '0008-pair-outbox': 'c88cc2dfe4772948',
  '0009-links': '68a0304a39f5b8f3',
  '0010-reporter': '0007ad720b9b31dd',
  '0011-files': 'd7f83cd787260926',
  '0012-slim': '5648e390d7d735ec',
  '0013-queue-order': '314792227f41f20f',
  '0014-search': '443505f6d215e653',
  '0015-outbox-state': 'fdb6eafa79814dd4',
  '0016-hint-feedback': 'cb0dbc0ae7b86a80',
  '0017-link-rest': '9aa9f44f42e54c41',
  '0018-later-index': 'dfa192d5ffa7bdfc',
  '0019-tally': 'ef81fbd88647dda5',
  '0020-pair-replaces': '977309e43274cc94',
  '0021-likely': '174a31b44628fce0',
  '0022-merging': 'ec3c1cdabc790e94',
  '0023-words-digest': '0f0862e859661b77',
  '0024-standing': '55e09811899ac727',
  '0025-photos': '7985cc86d3279887',
  '0026-smaller': '5668b90d6a1f24a0',
  '0027-hint-codes': '16a40feff7da3f06',
};

test('no migration that may have run somewhere is ever changed: caches that have it would differ from new ones', () => {
  expect(migrationDigests('electron/worker/db/migrations')).toEqual(RELEASED);
});
