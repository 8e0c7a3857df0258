import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { migrationDigests } from '../../helpers/migration-digests.ts';

/** Add a line here for each new migration; never change an existing line. */
const RELEASED = {
  '0001-baseline': '74a81c87425069cc',
  '0002-trail': '1aab8c13377285d3',
  '0003-second-review': '30e72f5de9dc7cae',
  '0004-figures': '8c9b1073c091a881',
  '0005-search': '4c9446711804b509',
  '0006-policy-drafts': 'ca8f054b8f73c21a',
  '0007-updates': '30272c7b145b0187',
  '0008-sign-in': '82c578992c798d9d',
  '0009-workstations': 'cc5feafd043fd961',
  '0010-failed-updates': 'a1ff2d05550d84b2',
  '0012-danger': 'aaad9c441fa65062',
  '0014-restores': '053223bc1d50e845',
  '0020-second-persons': 'd113c86591932ed6',
  '0021-review-answers': '9e6fd49d843689bb',
  '0022-audit-of-report': 'e1d71dca1e4edf7f',
  '0023-sampled-figures': '17457a69018baf67',
  '0029-accounts-in-use': '9a5cdd3e2a252b14',
  '0030-typed-words': '18fd590a522d0d6e',
  '0033-partial-uploads': '3a011466287d132c',
  '0037-roles': 'eea95d8a9d07498e',
  '0043-merged-openings': 'e119d856b93a428d',
  '0047-sums-in-index': '6a7ef04b34f6234c',
  '0050-audit-readers': 'd5352be209167fc2',
  '0051-rms-files': '24c481d7ae1d2988',
  '0055-checked-files': '7e096fa22bcc297e',
  '0056-one-use-of-a-key': '269a0f7f3e0a3729',
  '0059-installed-for': '06a458f8b7b165cd',
  '0062-hold-record': 'f5c5eeb7e6b06612',
  '0063-taken-over-reviews': '079d01cd28495c00',
  '0064-decisions-found': '9feb04c5e9cbf147',
  '0065-figure-months': '944b5a0f8259db10',
  '0066-danger-reached': '5599c70af0859db6',
  '0067-kept-form-secret': '12462070a7f7df8c',
  '0080-taken-at': '6a895ba2983a858b',
  '0081-removed-by-case-number': '3e5895bfe36bf4df',
  '0082-people-of-the-directory': '94993c96b14294cb',
  '0086-workstation-accounts': '2a2407558c805dae',
  '0088-letters-on-page': '304d914b1d33547d',
  '0093-list-readings': '0c6e90f956db3ce1',
  '0094-taken-over-drafts': '349232cb2ecaa11c',
  '0095-names-of-sent-files': '52e1261ece516d9c',
  '0096-letters-on-paper': '6fa996dc8edade40',
  '0098-sources-of-drafts': 'a92e71615f53176f',
  '0099-scans-tried-again': '06442ff436495d1f',
  '0100-counted-mail': '4cce645a01ad2759',
  '0101-used-forms': 'b11dde02bfe7f47e',
  '0120-printed-codes': 'c441e1fc74b69215',
  '0130-sources-of-browser-requests': '7678b87078a04035',
  '0140-clock': '0e6e5a005ed6715c',
  '0150-backups': '94ca75e88d8b9cad',
  '0170-reversals-by-decision': '9fd9fedfac18a6ed',
};

const tables = fileURLToPath(new URL('../../../server/db/', import.meta.url));

test('a migration that may have run somewhere never changes, since migrated databases would differ from new ones', () => {
  expect(migrationDigests('server/db/migrations')).toEqual(RELEASED);
});

test.each(readdirSync(`${tables}baseline`))('an edit of the baseline’s %s changes its digest', (name) => {
  const copy = mkdtempSync(join(tmpdir(), 'p2c-migrations-'));
  try {
    for (const folder of ['migrations', 'baseline']) cpSync(tables + folder, join(copy, folder), { recursive: true });
    const before = migrationDigests(join(copy, 'migrations'));
    appendFileSync(join(copy, 'baseline', name), ' ');
    expect(migrationDigests(join(copy, 'migrations'))).not.toEqual(before);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
