/**
 * Shows the serial number field right away if the typed item usually has one, and otherwise among the collapsed
 * details. This file is sent to the browser as is, so it has no imports. Without this script, the field is shown right
 * away for every item whose type is not known yet.
 */
/** Matches items with serial numbers; defined by the server before this script. */
declare const p2cNumbered: { source: string; flags: string };

{
  /** Null in a browser that doesn't support the pattern's syntax. */
  const numbered = (() => {
    try {
      return new RegExp(p2cNumbered.source, p2cNumbered.flags);
    } catch {
      return null;
    }
  })();

  const watch = (item: Element, pattern: RegExp) => {
    const part = item.querySelector<HTMLElement>('[data-serial]');
    const field = (name: string) => item.querySelector<HTMLInputElement>(`[name$=".${name}"]`);
    const [type, brand, serial] = [field('type'), field('brand'), field('serialNumber')];
    const folded = item.querySelector('.folded');
    const home = [...item.children].find((one) => one.contains(type));
    if (part === null || type === null || serial === null || folded === null) return;
    const ask = () => {
      const isAside = serial.value === '' && !pattern.test(type.value) && !pattern.test(brand?.value ?? '');
      if (isAside === folded.contains(part)) return;
      if (isAside) folded.append(part);
      else home?.after(part);
    };
    type.addEventListener('input', ask);
    brand?.addEventListener('input', ask);
    ask();
  };

  if (numbered !== null) for (const item of document.querySelectorAll('.item')) watch(item, numbered);
}
