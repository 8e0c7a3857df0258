import { useEffect } from 'react';
import type { TextField } from '#shared/domain/search.ts';
import { finders, foundIn } from '../model/found.ts';

/** Where matches are highlighted: the rows of the queue and the open report. */
const PLACES = '.grid-cell, .report-body';
/** Where each part of a report is shown, so that a word searched for in one part is highlighted only there. */
const PARTS: Readonly<Record<TextField, string>> = {
  number: '.col-trackingNumber',
  person: '.col-person, [data-holds~="person"]',
  street: '.col-location, [data-holds~="street"]',
  offense: '.col-offense',
  item: '[data-holds~="item"]',
  serial: '[data-holds~="serial"]',
  how: '[data-holds~="how"]',
  contact: '[data-holds~="contact"]',
};
const MOST = 2000;

/**
 * Highlights search matches in the rows and in the open report. Uses CSS custom highlights, so components do not
 * re-render and existing marks in a narrative are kept.
 */
export function useFound(search: string): void {
  useEffect(() => {
    const looked = [...finders(search)].map(([field, words]) => ({
      words,
      places: field === null ? PLACES : PARTS[field],
      // Caches matches so that a long text is searched once, not on every unrelated change on the screen.
      known: new WeakMap<Node, { text: string; hits: ReturnType<typeof foundIn> }>(),
    }));
    if (looked.length === 0 || !('highlights' in CSS)) return;
    let frame = 0;
    const hitsIn = (node: Node, { words, known }: (typeof looked)[number]) => {
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
      for (const one of looked) {
        for (const place of document.querySelectorAll(one.places)) {
          const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node !== null && ranges.length < MOST; node = walker.nextNode()) {
            for (const [start, end] of hitsIn(node, one)) {
              const range = new Range();
              range.setStart(node, start);
              range.setEnd(node, end);
              ranges.push(range);
            }
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
