import axe from 'axe-core';
import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/**
 * Elements left out of the checks: React Aria's live announcements, which outlive the button they name, and the list of
 * commands. That list scrolls with its active option while the focus stays in the search box above.
 */
const LEFT_OUT = ['[data-live-announcer]', '.palette-menu'];

/**
 * Returns what axe finds on the current screen, with the location of each finding. Checks every rule once, and colors
 * again in each of the other themes, because only colors depend on the theme.
 */
export async function barriers(page: Page, screen: string): Promise<string[]> {
  // Evaluates axe instead of adding it as a script, which the window's content security policy would rightly block.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ({ rules, leftOut }) => {
      const { axe: engine } = window as unknown as { axe: typeof axe };
      const root = document.documentElement;
      const chosen = root.dataset.theme;
      const places: string[] = [];
      // An open dialog hides the page on purpose, including its heading and landmark. axe detects an open dialog, but
      // not if something, such as the undo bar, covers the backdrop.
      const open = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
      const hidden = { 'landmark-one-main': { enabled: !open }, 'page-has-heading-one': { enabled: !open } };
      // Waits until nothing is fading in or dimmed, because no one reads those colors for long. Endless animations are
      // ignored.
      const atRest = async () => {
        while (document.querySelector('[aria-busy="true"]') !== null) await new Promise(requestAnimationFrame);
        await Promise.all(
          document
            .getAnimations()
            .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)))
            .map(({ finished }) => finished.catch(() => undefined)),
        );
      };
      // Something may begin to load, and be dimmed, while axe looks at the screen.
      let isDisturbed = false;
      const watch = new MutationObserver(() => {
        isDisturbed = true;
      });
      watch.observe(document.body, { attributes: true, attributeFilter: ['aria-busy'], subtree: true });
      const lookAt = async (theme: string): Promise<axe.Result[]> => {
        isDisturbed = false;
        await atRest();
        const { violations } = await engine.run(
          { exclude: leftOut.map((one) => [one]) },
          {
            resultTypes: ['violations'],
            ...(theme === 'light' ? { rules: hidden } : {}),
            runOnly: theme === 'light' ? { type: 'tag', values: rules } : { type: 'rule', values: ['color-contrast'] },
          },
        );
        return isDisturbed ? lookAt(theme) : violations;
      };
      for (const theme of ['light', 'dark', 'contrast']) {
        root.dataset.theme = theme;
        const violations = await lookAt(theme);
        for (const { id, nodes } of violations) {
          const where = [...new Set(nodes.map(({ html }) => html.slice(0, 140)))].slice(0, 3);
          places.push(`${theme}: ${id} (${nodes.length}) ${where.join(' | ')}`);
        }
      }
      watch.disconnect();
      root.dataset.theme = chosen;
      return places;
    },
    { rules: RULES, leftOut: LEFT_OUT },
  );
  return found.map((one) => `${screen}, ${one}`);
}

/** Returns every element on the screen that Tab reaches and that has no visible focus indicator. */
export async function unseenFocus(page: Page, screen: string, most = 40): Promise<string[]> {
  const unseen = new Set<string>();
  for (let at = 0; at < most; at++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return { html: '', seen: true, met: false };
      const met = focused.hasAttribute('data-met');
      focused.setAttribute('data-met', '');
      const cursor = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
      const shown = [focused, cursor, focused.parentElement].some((element) => {
        if (element === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      return { html: focused.outerHTML.slice(0, 140), seen: shown, met };
    });
    if (stop.met) break;
    if (!stop.seen) unseen.add(`${screen}, focus unseen: ${stop.html}`);
  }
  return [...unseen];
}

/**
 * Checks that nothing is cut off at the window's right edge once the layout has settled, and that the window itself cannot
 * be scrolled: the focus would move its top bar out of sight, and nobody could bring it back.
 */
export async function fitsTheWindow(page: Page): Promise<void> {
  const spills = () =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [Math.max(0, scrollWidth - window.innerWidth), Math.max(0, scrollHeight - window.innerHeight)];
    });
  await expect.poll(spills).toEqual([0, 0]);
}

/** Checks one screen after another: its accessibility tree and any accessibility barriers. */
export function walk(page: Page) {
  const found: string[] = [];
  return {
    found,
    look: async (screen: string, tree: string): Promise<void> => {
      await expect(page.locator('body')).toMatchAriaSnapshot(tree);
      await fitsTheWindow(page);
      found.push(...(await barriers(page, screen)));
    },
    tabThrough: async (screen: string): Promise<void> => {
      found.push(...(await unseenFocus(page, screen)));
    },
  };
}
