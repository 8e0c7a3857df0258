/**
 * Moves the focus to the first error of a form once the error is rendered. In a long form, it may be far from the
 * button that submits the form.
 */
export function showFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('.field-error:not([hidden])')?.parentElement;
    // A field may have a menu next to it, such as saved replies. Focus the field itself, because that is where to type
    // next.
    const field = first?.querySelector<HTMLElement>('input:not(:disabled),textarea');
    (field ?? first?.querySelector<HTMLElement>('button[aria-haspopup]'))?.focus();
    first?.scrollIntoView({ block: 'nearest' });
  });
}
