/** Leads to the first error of a form once it is rendered; in a long form it may be far from the button. */
export function showFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('.field-error')?.parentElement;
    first?.querySelector<HTMLElement>('input:not(:disabled),textarea,button[aria-haspopup]')?.focus();
    first?.scrollIntoView({ block: 'nearest' });
  });
}
