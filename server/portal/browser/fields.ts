/**
 * Small page features: a character counter and file uploads with checks and progress. This file is
 * sent to the browser as is, so it has no imports. The pages work without it.
 */
{
  /** Says how many characters are left, once half are used. */
  const countDown = (box: HTMLTextAreaElement) => {
    const most = Number(box.dataset.most);
    const words = document.createElement('p');
    words.className = 'hint';
    words.setAttribute('role', 'status');
    box.after(words);
    const count = () => {
      const left = most - box.value.length;
      words.classList.toggle('error', left < 0);
      const said = left < 0 ? box.dataset.over : box.dataset.count;
      words.textContent = left > most / 2 ? '' : (said ?? '').replace('{left}', Math.abs(left).toLocaleString());
    };
    box.addEventListener('input', count);
    count();
  };

  const valueIn = (form: HTMLFormElement, name: string) => {
    const value = new FormData(form).get(name);
    return typeof value === 'string' ? value : '';
  };

  /** Whether a file was refused and the person hasn't been shown the message yet. */
  let isUntold = false;

  const showAdd = (isShown: boolean) => {
    const button = document.getElementById('add-files');
    if (button !== null) button.hidden = !isShown;
  };

  /** Sends files as soon as they are chosen, shows progress, and replaces the list with the server's. */
  const sendFiles = (field: HTMLInputElement, part: HTMLElement, form: HTMLFormElement) => {
    const most = Number(field.dataset.most);
    const fresh = (html: string) => new DOMParser().parseFromString(html, 'text/html').getElementById('files-part');

    /** Fetches the section with the server's list of files; null if the page has none. */
    const refresh = async (uploaded: readonly string[]) => {
      const body = new FormData();
      // The server needs these to find the form.
      for (const name of ['lang', 'form', 'csrf', 'step', 'returns']) {
        if (form.elements.namedItem(name) !== null) body.append(name, valueIn(form, name));
      }
      body.append('edit', 'files');
      body.append('uploaded', uploaded.join(' '));
      const url = (field.dataset.to ?? form.action).split('#')[0] ?? '';
      return fresh(await (await fetch(url, { method: 'POST', body })).text());
    };

    /** Takes the person to the message about a refused file. */
    const showRefusal = () => {
      isUntold = false;
      const now = document.getElementById('files-part');
      now?.focus();
      now?.scrollIntoView();
    };

    /** Sends the chosen files. @returns whether every file was accepted or will be submitted with the form itself. */
    const sendChosen = async (): Promise<boolean> => {
      const chosen = [...(field.files ?? [])];
      const tooLarge = chosen.filter(({ size }) => size > most);
      const said = document.createElement('p');
      said.className = tooLarge.length > 0 ? 'error' : 'hint';
      said.setAttribute('role', 'status');
      said.textContent = tooLarge.map(({ name }) => (field.dataset.large ?? '').replace('{name}', name)).join('\n');
      field.before(said);
      const lost = document.createElement('p');
      lost.className = 'hint';
      lost.setAttribute('role', 'status');
      field.before(lost);
      const left = chosen.filter((one) => !tooLarge.includes(one));
      // The form must not send the files that are too large.
      const rest = new DataTransfer();
      for (const file of left) rest.items.add(file);
      if (tooLarge.length > 0) field.files = rest.files;
      const uploaded: string[] = [];
      try {
        for (const file of left) {
          const bar = document.createElement('progress');
          bar.setAttribute('aria-label', file.name);
          field.before(bar);
          const sending = {
            form: valueIn(form, 'form'),
            csrf: valueIn(form, 'csrf'),
            shown: (share: number, isLost: boolean) => {
              bar.value = share;
              lost.textContent = isLost ? (field.dataset.waits ?? '').replace('{name}', file.name) : '';
            },
          };
          uploaded.push(await p2cSendInPieces(file, sending));
          bar.remove();
        }
        if (uploaded.length === 0) return tooLarge.length === 0;
        const next = await refresh(uploaded);
        if (next === null) throw new Error('not the form');
        if (tooLarge.length > 0) next.querySelector('input[type=file]')?.before(said);
        part.replaceWith(next);
        begin(form);
        return next.querySelector('.error') === null;
      } catch {
        // Files that could not be sent stay selected and are submitted with the form. A hidden field names the files
        // already sent.
        showAdd(left.length > uploaded.length);
        for (const bar of part.querySelectorAll('progress')) bar.remove();
        lost.textContent = '';
        const rest = new DataTransfer();
        for (const file of left.slice(uploaded.length)) rest.items.add(file);
        field.files = rest.files;
        const names = document.createElement('input');
        names.type = 'hidden';
        names.name = 'uploaded';
        names.value = uploaded.join(' ');
        if (uploaded.length > 0) form.append(names);
        return tooLarge.length === 0;
      }
    };
    let sending: Promise<void> | null = null;
    /** The button that was pressed during an upload. */
    let waitsFor: HTMLElement | null = null;
    field.addEventListener('change', () => {
      sending = sendChosen().then((isWhole) => {
        sending = null;
        isUntold = !isWhole;
      });
    });
    // Submitting during an upload would send the same files again. Submitting right after one would hide that a file
    // was refused.
    form.addEventListener('submit', (event) => {
      const { submitter } = event;
      if (sending !== null) {
        event.preventDefault();
        if (waitsFor === null) {
          void sending.then(() => {
            if (isUntold) showRefusal();
            else if (waitsFor?.isConnected === true) form.requestSubmit(waitsFor);
            waitsFor = null;
          });
        }
        waitsFor = submitter;
      } else if (isUntold && document.getElementById('files-part')?.contains(submitter) === false) {
        event.preventDefault();
        showRefusal();
      }
    });
  };

  const begin = (form: HTMLFormElement) => {
    const part = document.getElementById('files-part');
    const field = part?.querySelector<HTMLInputElement>('input[type=file][data-most]');
    if (part === null || field === null || field === undefined) return;
    // Files are sent as they are chosen. The button would only show the page again, without what was refused.
    showAdd(false);
    sendFiles(field, part, form);
  };

  for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-count]')) countDown(box);
  const withFiles = document.querySelector<HTMLFormElement>('form[enctype="multipart/form-data"]');
  if (withFiles !== null) begin(withFiles);
}
