import { expect, test } from 'vitest';
import { migrationDigests } from '../../helpers/migration-digests.ts';

/** A new migration gets its line here; a line that is here stays as it is. */
const RELEASED = {
  '0001-ground': 'e34365d8c978e8e0',
  '0002-revoked-by': 'ac78abe2059ce12c',
  '0004-process': '2bbc0754ae66b3ed',
  '0005-accounts': '2fd95fa2433bc218',
  '0006-jobs': '2b6740b095b3bcaf',
  '0007-person': 'c40130b50b2f5ecf',
  '0008-drafts': '24ef30cf96c77d77',
  '0009-duplicate-of': '6c633f0a4bf1a103',
  '0010-handed-over': '1461cd681b2f746b',
  '0011-proven-at': '268ae343d2fb3b94',
  '0012-link-keys': '52a449ce60d020cd',
  '0013-link-model': '4db244baf322af80',
  '0014-hint-feedback': 'd703dd8e095f269c',
  '0015-link-fit': '5fd8add8da3d61ac',
  '0016-draft-mailbox': 'd372c52a5280b356',
  '0017-append-audit': '8be0213d6f4d596b',
  '0018-feed-text': '83c5446a5bd82f07',
  '0019-handed-out': '48033424ec90054d',
  '0020-failed-at': '5b68c93b48efd914',
  '0021-report-words': '52f03746c8b9c090',
  '0022-dropped-decision': '6349fafc53e3db62',
  '0023-sign-in-sources': 'd4a9b4f3aba5d8fa',
  '0024-hint-codes': '7425bce2918c7570',
};

test('no migration that may have run somewhere is ever changed: databases that have it would differ from new ones', () => {
  expect(migrationDigests('server/db/migrations')).toEqual(RELEASED);
});
