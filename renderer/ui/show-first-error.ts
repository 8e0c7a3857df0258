/** Leads to the first error of a form once it is rendered; in a long form it may be far from the button. */
export function showFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('.field-error')?.parentElement;
    // A field may have a menu beside it, such as that of saved replies: what is typed next is meant for the field.
    const field = first?.querySelector<HTMLElement>('input:not(:disabled),textarea');
    (field ?? first?.querySelector<HTMLElement>('button[aria-haspopup]'))?.focus();
    first?.scrollIntoView({ block: 'nearest' });
  });
}
