import { setTimeout as sleep } from 'node:timers/promises';
import { leaveNoDumps } from '#electron/main/crash-dumps.ts';
import { deskOrder } from './desk-lines.ts';
import { quietWorker } from './quiet-worker.ts';

/*
 * A workstation without its window that has a report open and then waits to crash. If the second argument is `guarded`,
 * it does what the application does at startup; the third argument is then the folder for dumps.
 */

const order = deskOrder.parse(JSON.parse(process.argv[2] ?? ''));
if (process.argv[3] === 'guarded') await leaveNoDumps(process.argv[4] ?? '', () => process.exit(1));
const { ask } = quietWorker(new URL(order.worker), () => process.exit(1));
await ask('open', order.open);
const filter = { states: [], kinds: [], text: '', likelyDuplicate: false };
for (;;) {
  const page = await ask('queue.page', {
    filter,
    sort: { column: 'receivedAt', direction: 'desc' },
    offset: 0,
    limit: 10,
  });
  const [row] = page.rows;
  if (row !== undefined) {
    globalThis.report = await ask('report.get', { id: row.id });
    break;
  }
  await sleep(20);
}
process.stdout.write('open\n');
setInterval(() => {}, 1000);

declare global {
  /** A global variable, so that the report is never freed. */
  var report: unknown;
}
