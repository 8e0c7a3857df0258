import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { MOST_REFILL_DELAY_MS } from '#electron/worker/sync/pull.ts';
import { type Cluster, startCluster } from '../helpers/cluster.ts';
import { atMost, type Bench, type Figure, figure, printed, quantile, type Wanted } from './figure.ts';
import { rssMb } from './server-load.ts';

const unpack = promisify(brotliDecompress);
const none: Wanted = { text: '0', holds: (value) => value === 0 };
/** A workstation stops waiting for a response after this long, and sends the request again. */
const MOST_PAGE_MS = 15_000;

/**
 * Measures the load after an upgrade that needs a new cache, when every workstation pulls all reports again. They do so
 * at once, as after a restart of all computers, or spread over the five minutes in which workstations start at random.
 * Nothing is stored here, so the pulls load the server more than real ones.
 */
export const rebuild: Bench = async ({ quick, seed, keep }) => {
  const stations = quick ? 60 : 300;
  const reports = quick ? 3_000 : 20_000;
  const cluster = await startCluster({ processes: 2, reports, seed, keep });
  try {
    const token = await cluster.signedIn();
    const figures: Figure[] = [];
    for (const [when, spreadMs] of [
      ['at once', 0],
      [quick ? 'over 20 seconds' : 'over five minutes', quick ? 20_000 : MOST_REFILL_DELAY_MS],
    ] as const) {
      const result = await pullEverywhere(cluster, token, stations, spreadMs);
      const must = (wanted: Wanted) => ({ wanted, full: !quick });
      const name = `${stations} workstations × ${reports} reports, ${when}`;
      figures.push(
        figure(`${name}: pulls that failed or were short`, result.failed, '', { wanted: none, full: true }),
        figure('… feed page, p95', quantile(result.pages, 0.95), 'ms', must(atMost(MOST_PAGE_MS, 'ms'))),
        figure('… feed page, median', quantile(result.pages, 0.5), 'ms', must(printed)),
        figure('… a whole pull, median', quantile(result.pulls, 0.5) / 1_000, 's', must(printed)),
        figure('… all of them', result.allMs / 1_000, 's', must(printed)),
        figure('… over the line', result.bytes / 1e6, 'MB', {
          ...must(printed),
          peer: { name: 'without compression', value: result.plainBytes / 1e6 },
        }),
        figure('… most memory of a server process', result.rssMb, 'MB', must(atMost(450, 'MB'))),
      );
    }
    return figures;
  } finally {
    await cluster.stop();
  }
};

async function pullEverywhere({ servers, db }: Cluster, token: string, stations: number, spreadMs: number) {
  const { count } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  const found = { pages: [] as number[], pulls: [] as number[], failed: 0, bytes: 0, plainBytes: 0, rssMb: 0 };
  const watch = setInterval(() => {
    for (const { pid } of servers) found.rssMb = Math.max(found.rssMb, rssMb(pid));
  }, 250);
  const read = createReader();
  const pull = async (nth: number) => {
    await new Promise((resolve) => setTimeout(resolve, (nth * spreadMs) / stations));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const began = performance.now();
    let after = '';
    let got = 0;
    for (;;) {
      const asked = performance.now();
      const page = await get(
        `${servers[nth % servers.length]?.officersUrl}/api/v1/changes?limit=500${after}`,
        token,
        agent,
      );
      found.pages.push(performance.now() - asked);
      if (page.status !== 200) break;
      const { plainBytes, reports, next } = await read(page);
      found.bytes += page.sent.length;
      found.plainBytes += plainBytes;
      got += reports;
      if (next === null) break;
      after = `&after=${encodeURIComponent(next)}`;
    }
    agent.destroy();
    found.pulls.push(performance.now() - began);
    if (got < Number(count)) found.failed += 1;
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: stations }, (_, nth) => pull(nth)));
  clearInterval(watch);
  return { ...found, allMs: performance.now() - began };
}

type Page = { status: number; encoding: string | undefined; sent: Buffer };

function get(url: string, token: string, agent: Agent): Promise<Page> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'br' };
    request(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          encoding: answer.headers['content-encoding'],
          sent: Buffer.concat(parts),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

type Contents = { plainBytes: number; reports: number; next: string | null };

/**
 * Reads pages, each different one only once: all workstations get the same pages, and unpacking them 300 times on the
 * machine of the server would take more processor time than the server does.
 */
function createReader(): (page: Page) => Promise<Contents> {
  const known = new Map<string, Promise<Contents>>();
  return ({ encoding, sent }) => {
    const hash = createHash('sha1').update(sent).digest('base64');
    const before = known.get(hash);
    if (before !== undefined) return before;
    const contents = (encoding === 'br' ? unpack(sent) : Promise.resolve(sent)).then((body) => {
      const text = body.toString('latin1');
      return {
        plainBytes: body.length,
        reports: text.match(/"trackingNumber":/g)?.length ?? 0,
        next: text.includes('"more":true') ? (/"cursor":"([^"]+)"/.exec(text)?.[1] ?? '') : null,
      };
    });
    known.set(hash, contents);
    return contents;
  };
}
