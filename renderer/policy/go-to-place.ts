/**
 * Opens and focuses a draft's field by path, such as `reasons.9.text.en`, or the nearest enclosing place that is shown.
 */
export function goToPlace(root: Element, path: string): void {
  for (let keys = path.split('.'); keys.length > 0; keys = keys.slice(0, -1)) {
    const place = root.querySelector(`[data-path="${CSS.escape(keys.join('.'))}"]`);
    if (place === null) continue;
    const entry = place.closest('details');
    if (entry !== null) entry.open = true;
    const field = place.querySelector<HTMLElement>('input, textarea, button');
    field?.focus();
    place.scrollIntoView({ block: 'center' });
    return;
  }
}
