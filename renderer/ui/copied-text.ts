/** Marks an element whose text depends on the day it is read, such as "Yesterday"; its value is what a copy says. */
const COPIED_AS = 'data-copied-as';

export const copiedAs = (text: string) => ({ [COPIED_AS]: text });

/** The text of a part of the page as it is copied. A copy is read later and elsewhere, so its dates are in full. */
export function copiedText(part: Element | DocumentFragment): string {
  const copy = part.cloneNode(true) as Element | DocumentFragment;
  for (const dated of copy.querySelectorAll(`[${COPIED_AS}]`)) dated.textContent = dated.getAttribute(COPIED_AS);
  return copy.textContent ?? '';
}

/** Does the same for text that is selected and copied with Ctrl+C. Selections without such dates are left alone. */
export function copyFullDates(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const around = range.commonAncestorContainer;
    const dated = (around instanceof Element ? around : around.parentElement)?.closest(`[${COPIED_AS}]`);
    const part = range.cloneContents();
    const text = dated?.getAttribute(COPIED_AS) ?? (part.querySelector(`[${COPIED_AS}]`) && linesOf(part));
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  });
}

const BLOCKS = 'p, div, dt, dd, li, h1, h2, h3, h4, tr';

/** The text of selected elements, one line for each block, as the browser would copy them. */
function linesOf(part: DocumentFragment): string {
  for (const block of part.querySelectorAll(BLOCKS)) block.append('\n');
  return copiedText(part)
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
