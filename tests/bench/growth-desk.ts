import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { deskOrder } from '../helpers/desk-lines.ts';
import { quietWorker } from '../helpers/quiet-worker.ts';

/*
 * A workstation in its own process that stays open while reports arrive. Each line of input is a number of reports: the
 * process polls the queue until it has that many and nothing is left to link or index, then reports its memory.
 */

const order = deskOrder.parse(JSON.parse(process.argv[2] ?? ''));
const { ask, stop } = quietWorker(pathToFileURL(order.worker), () => process.exit(1));
await ask('open', order.open);

const page = (offset: number) =>
  ask('queue.page', {
    filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
    sort: { column: 'receivedAt', direction: 'desc' },
    offset,
    limit: 100,
  });
const residentMb = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

for await (const line of createInterface({ input: process.stdin })) {
  const wanted = Number(line);
  for (let n = 0; ; n += 1) {
    const { total, rows } = await page((n % 3) * 100);
    const [first] = rows;
    if (first !== undefined) await ask('report.get', { id: first.id });
    const { linking } = await ask('sync.state', undefined);
    if (total >= wanted && !linking && (await ask('queue.counts', { filters: [] })).unread === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  console.log(residentMb().toFixed(1));
}
await stop();
