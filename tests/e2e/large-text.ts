import type { BrowserContextOptions, Page } from 'playwright/test';
import { expect } from './portal-fixtures.ts';

/** A narrow window. Unlike an emulated phone, it does not zoom out if the content is too wide. */
export const narrow = (width: number): BrowserContextOptions => ({
  viewport: { width, height: 844 },
  hasTouch: true,
  locale: 'es-PR',
});

/** Sets text to 200 % on every page that is opened from now on. */
export async function enlargeText(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% !important; }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** Fails if anything extends past the screen, or a short word or a tracking number is broken. */
export async function readsWell(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded');
  const troubles = () =>
    page.evaluate(() => {
      const found: string[] = [];
      const wide = document.documentElement.scrollWidth - window.innerWidth;
      if (wide > 0) found.push(`scrolls sideways by ${wide}`);
      if (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) !== 32) found.push('not at 200 %');
      // Longer words, and pieces of addresses, may have to be broken.
      const words =
        /T\d\d-\d+-\d|(?<![\w@.-])\d\d-\d{6}(?!\d)|(?<![\p{L}\d@._/-])[\p{L}\d]{2,11}(?![\p{L}\d@_/-]|\.\w)/gu;
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode() !== null) {
        const node = texts.currentNode;
        const parent = node.parentElement;
        if (parent?.checkVisibility() !== true || parent.closest('.unseen, .trap, .skip, svg, select') !== null)
          continue;
        for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(words)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const rects = [...range.getClientRects()];
          if (new Set(rects.map(({ top }) => Math.round(top))).size > 1) found.push(`${word} is broken`);
          if (rects.some(({ left, right }) => left < 0 || right > window.innerWidth)) found.push(`${word} is cut`);
        }
      }
      const pen = document.createElement('canvas').getContext('2d');
      for (const list of document.querySelectorAll('main ol')) {
        const { font } = getComputedStyle(list);
        if (pen === null) throw new Error('no canvas');
        pen.font = font;
        const numeral = pen.measureText(`${list.childElementCount}. `).width;
        if (list.firstElementChild !== null && list.firstElementChild.getBoundingClientRect().left < numeral)
          found.push('a list’s numerals are cut');
      }
      for (const one of document.querySelectorAll('.choice input'))
        if (one.checkVisibility() && one.getBoundingClientRect().width < 48) found.push(`${one.id} is small`);
      return found;
    });
  await expect.poll(troubles, page.url()).toEqual([]);
}
