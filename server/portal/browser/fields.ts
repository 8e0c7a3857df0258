/**
 * Small helps on a page: how many characters are left, files that are checked and sent one by one with their progress,
 * and the way out. This file is sent to the browser as is, so it has no imports. The pages work without it.
 */
{
  /** Says how many characters are left, when it gets close. */
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

  const pictureOf = (file: File) => {
    const picture = document.createElement('img');
    picture.src = URL.createObjectURL(file);
    picture.alt = '';
    picture.className = 'thumbnail';
    return picture;
  };

  /** Sends chosen files at once, shows how far they are, and puts the server's list in place of the old one. */
  const sendFiles = (field: HTMLInputElement, part: HTMLElement, form: HTMLFormElement) => {
    const most = Number(field.dataset.most);
    const pictures = new Map<string, HTMLImageElement>();
    const fresh = (html: string) => new DOMParser().parseFromString(html, 'text/html').getElementById('files-part');

    const send = (file: File, bar: HTMLProgressElement) =>
      new Promise<string>((resolve, reject) => {
        const body = new FormData();
        // The server must know the form before a file comes.
        for (const name of ['lang', 'form', 'csrf', 'step', 'returns']) {
          const value = new FormData(form).get(name);
          if (typeof value === 'string') body.append(name, value);
        }
        body.append('edit', 'files');
        body.append('files', file);
        const request = new XMLHttpRequest();
        request.open('POST', (field.dataset.to ?? form.action).split('#')[0] ?? '');
        request.upload.addEventListener('progress', ({ loaded, total }) => {
          bar.value = total === 0 ? 0 : loaded / total;
        });
        request.addEventListener('load', () => resolve(request.responseText));
        request.addEventListener('error', () => reject(new Error('not sent')));
        request.send(body);
      });

    const shown = (list: HTMLElement) => {
      for (const line of list.querySelectorAll<HTMLElement>('[data-file]')) {
        const picture = pictures.get(line.dataset.file ?? '');
        if (picture !== undefined) line.prepend(picture);
      }
    };

    /** The server's answer names the last file only, because each went alone. */
    const sayAdded = (list: HTMLElement, sent: readonly File[]) => {
      const line = list.querySelector<HTMLElement>('[data-added]');
      const kept = new Set([...list.querySelectorAll<HTMLElement>('[data-file]')].map(({ dataset }) => dataset.file));
      const names = sent.map(({ name }) => name.slice(0, 60)).filter((name) => kept.has(name));
      if (line !== null) line.textContent = (line.dataset.added ?? '').replace('{names}', names.join(', '));
    };

    const sendChosen = async () => {
      const chosen = [...(field.files ?? [])];
      const tooLarge = chosen.filter(({ size }) => size > most);
      const said = document.createElement('p');
      said.className = tooLarge.length > 0 ? 'error' : 'hint';
      said.setAttribute('role', 'status');
      said.textContent = tooLarge.map(({ name }) => (field.dataset.large ?? '').replace('{name}', name)).join('\n');
      field.before(said);
      const left = chosen.filter((one) => !tooLarge.includes(one));
      // What is too large goes nowhere, so it must not be sent with the form either.
      const rest = new DataTransfer();
      for (const file of left) rest.items.add(file);
      if (tooLarge.length > 0) field.files = rest.files;
      try {
        for (const [at, file] of left.entries()) {
          const bar = document.createElement('progress');
          bar.setAttribute('aria-label', file.name);
          field.before(bar);
          if (file.type.startsWith('image/')) pictures.set(file.name, pictureOf(file));
          const next = fresh(await send(file, bar));
          bar.remove();
          if (next === null) throw new Error('not the form');
          if (at === left.length - 1) {
            if (tooLarge.length > 0) next.querySelector('input[type=file]')?.before(said);
            part.replaceWith(next);
            shown(next);
            sayAdded(next, left);
            begin(form);
          }
        }
      } catch {
        // The files are still chosen, and go with the form itself.
        for (const bar of part.querySelectorAll('progress')) bar.remove();
      }
    };
    field.addEventListener('change', () => void sendChosen());
  };

  const begin = (form: HTMLFormElement) => {
    const part = document.getElementById('files-part');
    const field = part?.querySelector<HTMLInputElement>('input[type=file][data-most]');
    if (part !== null && field !== null && field !== undefined) sendFiles(field, part, form);
  };

  for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-count]')) countDown(box);
  const withFiles = document.querySelector<HTMLFormElement>('form[enctype="multipart/form-data"]');
  if (withFiles !== null) begin(withFiles);

  // The page is replaced, so that Back does not lead to it.
  const exit = document.querySelector<HTMLAnchorElement>('a[data-exit]');
  exit?.addEventListener('click', (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    location.replace(exit.href);
  });
}
