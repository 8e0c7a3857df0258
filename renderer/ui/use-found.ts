import { useEffect } from 'react';
import { finder, foundIn } from './found.ts';

/** Where hits are shown: the rows of the queue and the open report. */
const PLACES = '.grid-cell, .report-body';
const MOST = 2000;

/**
 * Marks the words of a search in the rows and in the open report. The browser paints them over the text (CSS custom
 * highlights): no screen has to be drawn differently for it, and a marked narrative keeps its own marks.
 */
export function useFound(search: string): void {
  useEffect(() => {
    const words = finder(search);
    if (words === null || !('highlights' in CSS)) return;
    let frame = 0;
    // A long text is looked through once, not with each change elsewhere on the screen.
    const known = new WeakMap<Node, { text: string; hits: ReturnType<typeof foundIn> }>();
    const hitsIn = (node: Node) => {
      const text = node.nodeValue ?? '';
      const before = known.get(node);
      if (before?.text === text) return before.hits;
      const hits = foundIn(text, words);
      known.set(node, { text, hits });
      return hits;
    };
    const paint = () => {
      frame = 0;
      const ranges: Range[] = [];
      for (const place of document.querySelectorAll(PLACES)) {
        const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null && ranges.length < MOST; node = walker.nextNode()) {
          for (const [start, end] of hitsIn(node)) {
            const range = new Range();
            range.setStart(node, start);
            range.setEnd(node, end);
            ranges.push(range);
          }
        }
      }
      CSS.highlights.set('found', new Highlight(...ranges));
    };
    const later = () => {
      frame ||= requestAnimationFrame(paint);
    };
    later();
    const observer = new MutationObserver(later);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete('found');
    };
  }, [search]);
}
