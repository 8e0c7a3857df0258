import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { rmsPackage } from '#shared/domain/rms-package.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { useAgency } from './agency.ts';
import { actElsewhere } from './colleague.ts';
import { test as base, expect, signIn } from './fixtures.ts';
import { goByKeys } from './officer.ts';
import { fileReport } from './person.ts';

/** A records system that rejects everything until `mend` is called; `taken` lists the case numbers it accepted. */
type RecordsSystem = { url: string; taken: string[]; mend: () => void; stop: () => Promise<void> };

async function startRecordsSystem(): Promise<RecordsSystem> {
  const taken: string[] = [];
  let mended = false;
  const server: Server = createServer((request, response) => {
    void json(request).then((given) => {
      if (mended) taken.push(rmsPackage.parse(given).trackingNumber);
      response.writeHead(mended ? 200 : 422).end(mended ? '{"number":"RMS 26-4711"}' : 'No such beat.');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/packages`,
    taken,
    mend: () => (mended = true),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const test = base.extend<object, { records: RecordsSystem; agency: BuiltServer }>({
  records: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const records = await startRecordsSystem();
      await use(records);
      await records.stop();
    },
    { scope: 'worker' },
  ],
  agency: [
    ({ records }, use) => useAgency(use, { P2C_RMS_URL: records.url, P2C_RMS_SECRET: 'known to both of these sides' }),
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('a report the records system refused waits with its reason, goes through after a fix, and gets its number', async ({
  page,
  agency,
  records,
}) => {
  const trackingNumber = await fileReport(agency);
  await actElsewhere(agency, trackingNumber, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  await signIn(page, agency.account('supervisor'));
  await goByKeys(page, 'r');
  const row = page.getByRole('row').filter({ hasText: trackingNumber });
  /**
   * Presses Refresh until the row has these words: the page asks only once, and the records system may answer later.
   */
  const said = (words: string) =>
    expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(row).toContainText(words, { timeout: 2000 });
    }).toPass({ timeout: 75_000 });
  await said('Answered 422: No such beat.');
  expect(records.taken).toEqual([]);

  records.mend();
  await row.getByRole('button', { name: /^Send again/ }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(() => records.taken).toEqual([trackingNumber]);
  await page.getByRole('radio', { name: 'Delivered' }).click();
  await said('Accepted as RMS 26-4711.');
  await row.getByRole('button', { name: `Open ${trackingNumber}` }).click();
  const report = page.getByRole('region', { name: `Report ${trackingNumber}` });
  await expect(report).toContainText('Records system: RMS 26-4711');
  await expect(report).toContainText('Number in the records system: RMS 26-4711.');
});

test("a courtesy contact is logged, leaves the list, can be corrected, and appears in the report's history", async ({
  page,
  agency,
}) => {
  await signIn(page, agency.account('officer'));
  await goByKeys(page, 'c');
  const first = page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /^Log contact… for/ }) })
    .first();
  const label = await first.getByRole('button', { name: /^Log contact… for/ }).getAttribute('aria-label');
  const trackingNumber = /T\d\d-\d{6}-\d/.exec(label ?? '')?.[0] ?? 'none';
  const row = page.getByRole('row').filter({ hasText: trackingNumber });
  await first.getByRole('button', { name: /^Log contact…/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save contact' }).click();
  await expect(dialog).toContainText('Choose an outcome.');
  await dialog.getByText('Left a message').click();
  await dialog.getByRole('textbox').fill('Is glad about the number.');
  await dialog.getByRole('button', { name: 'Save contact' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);

  await page.getByRole('button', { name: 'Show completed' }).click();
  await expect(row).toContainText('Left a message');
  await expect(row).toContainText('Is glad about the number.');
  await row.getByRole('button', { name: /^Correct…/ }).click();
  await dialog.getByText('Spoke with reporter').click();
  // This works from the form's footer, too, as in every form.
  await dialog.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(row).toContainText('Spoke with reporter');
  await row.getByRole('button', { name: `Open ${trackingNumber}` }).click();
  await expect(page.getByRole('region', { name: `Report ${trackingNumber}` })).toContainText(
    'Is glad about the number.',
  );
});
