import { ipcRenderer } from 'electron';

/**
 * Everything that happens on the repair page, which has no script of its own: each button asks the main process by its
 * name and shows the sentence that comes back. Nothing is exposed to the page.
 */
type Answer = { isOk: boolean; text: string };

// The rest of electron/ has no document, so the compiler doesn't know one here.
type Element = {
  name: string;
  className: string;
  textContent: string;
  getAttribute: (name: string) => string | null;
  setAttribute: (name: string, value: string) => void;
  removeAttribute: (name: string) => void;
  addEventListener: (event: 'click', hear: () => void) => void;
};
declare const document: {
  getElementById: (id: string) => Element | null;
  querySelectorAll: (selector: string) => Iterable<Element>;
  addEventListener: (event: 'DOMContentLoaded', hear: () => void) => void;
};

function listen(): void {
  const says = document.getElementById('answer');
  const buttons = [...document.querySelectorAll('button')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      if (buttons.some((one) => one.getAttribute('aria-disabled') === 'true')) return;
      // Not `disabled`, which would take the focus away.
      for (const one of buttons) one.setAttribute('aria-disabled', 'true');
      ipcRenderer
        .invoke('repair', button.name)
        .then((answer: Answer) => {
          if (says === null) return;
          says.className = answer.isOk ? 'ok' : 'wrong';
          says.textContent = answer.text;
        })
        .catch(() => undefined)
        .finally(() => {
          for (const one of buttons) one.removeAttribute('aria-disabled');
        });
    });
  }
}

document.addEventListener('DOMContentLoaded', listen);
