import { openBrowser } from '../helpers/application.ts';
import { startDevLoop } from '../helpers/dev-loop.ts';
import { until } from '../helpers/workstation.ts';
import { atMost, type Bench, type Figure, figure, quantile } from './figure.ts';

/**
 * Measures the developer's loop: the time from saving a file to the change on screen or in a response, in a copy of the
 * sources.
 */
export const dev: Bench = async ({ quick }) => {
  const times = quick ? 2 : 7;
  const full = !quick;
  const started = performance.now();
  const loop = await startDevLoop();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(loop.window);
    await page.getByRole('heading', { name: 'P2C Review' }).waitFor({ timeout: 120_000 });
    const start = performance.now() - started;

    const component = await each(times, async (n) => {
      loop.save('renderer/session/sign-in-page.tsx', (text) =>
        text.replace(/(<h1 className="card-title">)[^<]*/, `$1P2C Review ${n}`),
      );
      await page.getByRole('heading', { name: `P2C Review ${n}`, exact: true }).waitFor();
    });
    const style = await each(times, async (n) => {
      loop.save('renderer/styles/index.css', (text) => `${text}\nh1 { letter-spacing: ${n + 1}px !important; }\n`);
      await page.waitForFunction(
        (wanted) => getComputedStyle(document.querySelector('h1') as Element).letterSpacing === wanted,
        `${n + 1}px`,
      );
    });
    const answer = await each(times, async (n) => {
      loop.save('server/portal/site/home-page.tsx', (text) =>
        text.replace(
          /<h1>\{text\.t\('portal-site\.home\.title'\)\}[^<]*/,
          `<h1>{text.t('portal-site.home.title')} #${n}`,
        ),
      );
      const home = () =>
        fetch(loop.server)
          .then((got) => got.text())
          .catch(() => '');
      await until(home, (html) => html.includes(` #${n}</h1>`), 120_000);
    });
    const worker = await each(times, async (n) => {
      await page.evaluate(() => Reflect.set(window, 'mark', 1));
      loop.save('electron/worker/worker.ts', (text) => `${text}\nconsole.log('worker ${n}');\n`);
      await until(
        () => page.evaluate(() => Reflect.get(window, 'mark')).catch(() => 1),
        (mark) => mark === undefined,
        120_000,
      );
      await page.getByRole('heading', { name: /^P2C Review/ }).waitFor();
    });
    const told = (name: string, all: number[], limit: number): Figure =>
      figure(`${name}, median of ${times}`, quantile(all, 0.5), 's', { wanted: atMost(limit, 's'), full });
    return [
      figure('npm run dev → window, an empty demonstration filled meanwhile', start / 1000, 's', {
        wanted: atMost(30, 's'),
        full,
      }),
      told('component saved → on the screen', component, 0.5),
      told('style saved → on the screen', style, 0.5),
      told('server file saved → in an answer', answer, 5),
      told('worker file saved → the window is back', worker, 5),
    ];
  } finally {
    await browser.close();
    loop.npm.kill('SIGTERM');
    await until(loop.processes, (left) => left.length === 0);
    loop.remove();
  }
};

/** Seconds for each run. */
async function each(times: number, act: (n: number) => Promise<void>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 1; n <= times; n += 1) {
    const from = performance.now();
    await act(n);
    all.push((performance.now() - from) / 1000);
  }
  return all;
}
