/**
 * Saves a report in this browser while it is being typed, until it is sent, and offers to restore it. This file is sent
 * to the browser as is, so it has no imports. The page works without it.
 */
{
  const PREFIX = 'p2c-draft-';
  const TRIAL = 'p2c-trial';
  /** Which form was filled in under this tab. */
  const TYPED = 'p2c-typed';
  const KEPT_DAYS = 7;
  /** `page` is the form page that was open last; `filling` tells one filled-in form from another. */
  type Kept = { at: number; fields: Record<string, string>; page?: string; filling?: number };

  /** A digest of the form's token (FNV-1a), because the token itself must not outlive the page. */
  const fillingOf = (form: HTMLFormElement) => {
    let digest = 2_166_136_261;
    for (const letter of form.querySelector<HTMLInputElement>('input[name="form"]')?.value ?? '') {
      digest = Math.imul(digest ^ letter.charCodeAt(0), 16_777_619);
    }
    return digest >>> 0;
  };

  /** A browser may refuse storage. In that case nothing is saved, the page says so, and everything else works. */
  const attempt = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

  const read = (key: string): Kept | null => {
    const kept = attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null);
    if (kept === null || typeof kept.at !== 'number' || typeof kept.fields !== 'object') return null;
    if (Date.now() - kept.at <= KEPT_DAYS * 86_400_000) return kept;
    attempt(() => localStorage.removeItem(key));
    return null;
  };

  const controls = (form: HTMLFormElement) => {
    const answer = new RegExp(form.dataset.answers ?? '^$');
    return [...form.elements].filter(
      (one): one is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
        (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement) &&
        answer.test(one.name) &&
        one.type !== 'file',
    );
  };
  const isChoice = (one: Element): one is HTMLInputElement =>
    one instanceof HTMLInputElement && (one.type === 'radio' || one.type === 'checkbox');

  const collect = (form: HTMLFormElement) => {
    const fields: Record<string, string> = {};
    for (const one of controls(form)) {
      if (isChoice(one) ? one.checked : one.value !== '') fields[one.name] = one.value;
    }
    return fields;
  };

  /** Answers from other pages are in hidden fields, so create those here. */
  const fill = (form: HTMLFormElement, fields: Record<string, string>) => {
    const answer = new RegExp(form.dataset.answers ?? '^$');
    const there = new Set(controls(form).map((one) => one.name));
    for (const [name, value] of Object.entries(fields)) {
      if (answer.test(name) && !there.has(name)) hide(form, name, value);
    }
    for (const one of controls(form)) {
      const value = fields[one.name];
      if (value === undefined) continue;
      if (isChoice(one)) one.checked = one.value === value;
      else one.value = value;
    }
  };

  const shownIn = (form: HTMLFormElement) => controls(form).filter((one) => one.type !== 'hidden');

  /** Restores the fields of this page as they were, also those that were emptied. */
  const fillAgain = (form: HTMLFormElement, fields: Record<string, string>) => {
    for (const one of shownIn(form)) {
      const value = fields[one.name];
      if (isChoice(one)) one.checked = one.value === value;
      else one.value = value ?? '';
      const fold = one.closest('details');
      if (fold !== null && value !== undefined) fold.open = true;
    }
  };

  const hide = (form: HTMLFormElement, name: string, value: string) => {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  };

  const keepForm = (form: HTMLFormElement, panel: HTMLElement) => {
    const key = PREFIX + (form.dataset.keep ?? '');
    const part = (name: string) => panel.querySelector<HTMLElement>(`[data-part="${name}"]`);
    const show = (name: string, shown: boolean) => {
      const found = part(name);
      if (found !== null) found.hidden = !shown;
    };
    const isFresh = form.dataset.fresh !== undefined;
    /** Whether only one person fills in this form, so that what was kept needs no question: an answer to an officer. */
    const isOwn = form.dataset.own !== undefined;
    const last = read(key);
    let kept = isFresh ? last : null;
    let refused = attempt(() => sessionStorage.getItem('p2c-keep-nothing')) === 'yes';
    panel.hidden = panel.dataset.keepPanel === 'quiet' || (refused && kept === null);
    show('found', kept !== null);
    show('note', !refused);

    const put = (name: string, value: Kept | null) => {
      const done = attempt(() => {
        localStorage.setItem(name, JSON.stringify(value));
        return true;
      });
      show('note', !refused && done === true);
      show('cannot', !refused && done === null);
    };
    const page = /[?&]page=(\w+)/.exec(form.action)?.[1] ?? '';
    if (!refused) put(TRIAL, null);
    attempt(() => localStorage.removeItem(TRIAL));

    const filling = fillingOf(form);
    /** Returns answers from later pages, which are missing from a page reached with the browser's Back button. */
    const later = (): Record<string, string> => {
      const last = read(key);
      const there = new Set(controls(form).map((one) => one.name));
      const fields = last?.filling === filling ? Object.entries(last.fields) : [];
      return Object.fromEntries(fields.filter(([name]) => !there.has(name)));
    };

    let waiting = 0;
    const save = (others = later()) => {
      if (refused) return;
      put(key, { at: Date.now(), fields: { ...others, ...collect(form) }, page, filling });
      attempt(() => sessionStorage.setItem(TYPED, key));
    };
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const isAgain = entry?.type === 'reload' || entry?.type === 'back_forward';
    // After a reload, the first page is a new form; it is continued if it was filled in under the same tab.
    const isSame = last?.filling === filling || (isFresh && attempt(() => sessionStorage.getItem(TYPED)) === key);
    const isEmpty = shownIn(form).every((one) => (isChoice(one) ? !one.checked : one.value === ''));
    if (last !== null && (isOwn ? isAgain || isEmpty : isAgain && isSame)) {
      fillAgain(form, last.fields);
      kept = null;
      show('found', false);
      const there = new Set(controls(form).map((one) => one.name));
      save(Object.fromEntries(Object.entries(last.fields).filter(([name]) => !there.has(name))));
    } else if (last !== null && !isFresh && page !== '' && !refused) {
      // Save that the person has seen this page, even if they answer nothing on it, and what a button changed on it.
      if (isSame) save();
      else put(key, { ...last, page });
    }
    form.addEventListener('input', () => {
      show('found', false);
      clearTimeout(waiting);
      waiting = window.setTimeout(save, 300);
    });
    panel.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const act = button?.dataset.act;
      if (act === 'take' && kept !== null) {
        // The server then shows the first unfinished page, but never a page after the one that was open last.
        fill(form, kept.fields);
        hide(form, 'edit', 'resume');
        if (kept.page !== undefined) hide(form, 'at', kept.page);
        // On this form, `submit` is the button with that ID, so call the method of the prototype.
        HTMLFormElement.prototype.submit.call(form);
        return;
      }
      if (act === 'drop') attempt(() => localStorage.removeItem(key));
      if (act === 'drop') {
        show('found', false);
        // The pressed button gets hidden, so move the focus; keyboard users would lose it otherwise.
        panel.focus();
      }
      if (act === 'refuse') {
        clearTimeout(waiting);
        refused = true;
        attempt(() => sessionStorage.setItem('p2c-keep-nothing', 'yes'));
        for (const one of keys()) attempt(() => localStorage.removeItem(one));
        kept = null;
        show('found', false);
        show('note', false);
        show('refused', true);
        panel.focus();
      }
    });
    // Saves the last input when the person leaves the page while typing.
    window.addEventListener('pagehide', () => {
      if (waiting !== 0) save();
    });
    form.addEventListener('submit', () => {
      clearTimeout(waiting);
      if (waiting !== 0) save();
      for (const [name, value] of Object.entries(later())) hide(form, name, value);
    });
  };

  const form = document.querySelector<HTMLFormElement>('form[data-keep]');
  const panel = document.querySelector<HTMLElement>('[data-keep-panel]');
  if (form !== null && panel !== null) keepForm(form, panel);
  // A report that was sent ends all that is kept; an answer ends only itself.
  const sent = document.querySelector<HTMLElement>('[data-sent]')?.dataset.sent;
  for (const key of keys()) {
    if (sent === 'true' || key === `${PREFIX}${sent}`) attempt(() => localStorage.removeItem(key));
  }
}
