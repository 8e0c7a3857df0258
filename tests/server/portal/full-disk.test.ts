import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import { startAgency } from '../../helpers/agency.ts';
import { png } from '../../helpers/pictures.ts';
import { createVisitor, hiddenFields, openForm, over, unescaped } from './visitor.ts';

const { t } = textIn('en');

test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'a full disk shows within seconds to monitors and to people, who are told to call, and so does its end',
  async () => {
    let folder = '';
    const agency = await startAgency({
      prepare: async ({ dataDir }) => {
        folder = dataDir;
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=700', 'tmpfs', folder]);
      },
    });
    try {
      const ready = async () => (await agency.call('GET', '/readyz')).status;
      await expect.poll(ready, { timeout: 10_000 }).toBe(200);
      const person = createVisitor(over(agency.serverUrl));
      const form = hiddenFields((await openForm(person, 'larceny')).html);
      const closed = t('portal-site.problems.closed');
      expect(unescaped((await person.get('/')).html)).not.toContain(closed);
      for (const block of ['1M', '4k']) fill(folder, block);

      // Whoever sends something before a monitor has looked is told the same.
      const picture = await png();
      const refused = await person.postFiles('/report/larceny?page=files', form, { 'a.png': picture });
      const { dispatchPhone } = (await agency.policy()).agency;
      const call = `href="tel:${dispatchPhone.replace(/[^\d+]/g, '')}"`;
      expect([refused.status, unescaped(refused.html)]).toEqual([
        503,
        expect.stringContaining(t('portal-site.problems.closedText')),
      ]);
      expect(refused.html).toContain(call);

      await expect.poll(ready, { timeout: 10_000 }).toBe(503);
      const home = await person.get('/');
      expect(unescaped(home.html)).toContain(closed);
      expect(home.html).toContain(call);
      rmSync(join(folder, 'fill'));
      await expect.poll(ready, { timeout: 10_000 }).toBe(200);
      expect(unescaped((await person.get('/')).html)).not.toContain(closed);
    } finally {
      execFileSync('umount', ['--lazy', folder]);
      await agency.stop();
    }
  },
  90_000,
);

function fill(folder: string, block: string): void {
  const to = join(folder, 'fill');
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${to}`, `bs=${block}`, 'oflag=append', 'conv=notrunc'], {
      stdio: 'ignore',
    });
  } catch {
    // dd ends with an error once the disk is full.
  }
}
