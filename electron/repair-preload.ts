import { ipcRenderer } from 'electron';

/**
 * All of the repair page's behavior, since the page has no script of its own: each button sends its name to the main
 * process and shows the sentence that comes back. Nothing is exposed to the page.
 */
type Answer = { isOk: boolean; text: string };

// Declares the few DOM types needed here: the compiler options of electron/ leave them out, because nothing else there
// uses the DOM.
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
      // Set aria-disabled, because a button with `disabled` would lose the focus.
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
