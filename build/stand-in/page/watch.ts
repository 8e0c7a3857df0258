/// <reference lib="dom" />
/** Runs in the page: reports page events to the main process and carries out its commands. */
import type { MainMessage, PageMessage } from '../messages.ts';

type Send = (message: PageMessage) => void;
type Command = Extract<MainMessage, { t: 'go' | 'reload' | 'title' | 'focus' }>;

const ENDS: Record<number, string> = {
  4001: 'This window was opened elsewhere. Continue there.',
  4002: 'This window was closed.',
};

export function watchPage(send: Send): {
  obey: (command: Command) => void;
  end: (code: number, comesBack: boolean) => void;
} {
  /** A URL that the main process has allowed the page to navigate to. That navigation is not checked again. */
  let allowed: string | null = null;
  /** True while the main process is reloading the page; that navigation is not checked either. */
  let reloading = false;
  let lastActive = 0;

  const dark = matchMedia('(prefers-color-scheme: dark)');
  send({
    t: 'hello',
    url: location.href,
    width: innerWidth,
    height: innerHeight,
    dark: dark.matches,
    focused: document.hasFocus(),
  });
  dark.addEventListener('change', () => send({ t: 'theme', dark: dark.matches }));
  addEventListener('load', () => send({ t: 'loaded', url: location.href }));
  addEventListener('resize', () => send({ t: 'resize', width: innerWidth, height: innerHeight }));
  addEventListener('focus', () => send({ t: 'focus', focused: true }));
  addEventListener('blur', () => send({ t: 'focus', focused: false }));
  // If the page's own policy blocks the WebSocket, the page would wait forever, so print the directive that is missing.
  addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI.startsWith('ws:')) {
      console.error("stand-in: the page's Content-Security-Policy must allow connect-src 'self'");
    }
  });

  for (const name of ['pointerdown', 'pointermove', 'wheel', 'keydown']) {
    addEventListener(
      name,
      () => {
        if (Date.now() - lastActive >= 1000) {
          lastActive = Date.now();
          send({ t: 'active' });
        }
      },
      { capture: true, passive: true },
    );
  }
  addEventListener('keydown', (event) => reportShortcut(event, send), { capture: true });

  window.open = (url, name, features) => {
    const target = new URL(String(url ?? 'about:blank'), document.baseURI).href;
    send({ t: 'open', url: target, frameName: name ?? '', features: features ?? '' });
    return null;
  };
  for (const name of ['click', 'auxclick']) {
    addEventListener(name, (event) => reportNewWindow(event as MouseEvent, send), { capture: true });
  }

  // Ask the main process before leaving the document, as Electron does with `will-navigate`.
  if (!('navigation' in window)) {
    throw new Error('not supported by the stand-in: a browser without the Navigation API');
  }
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    const asked = event.navigationType !== 'traverse' && !reloading;
    if (sameDocument || !asked || event.downloadRequest !== null || url === allowed || !event.cancelable) {
      return;
    }
    event.preventDefault();
    send({ t: 'navigate', url });
  });
  navigation.addEventListener('currententrychange', () => send({ t: 'url', url: location.href }));

  return {
    obey: (command) => {
      switch (command.t) {
        case 'go':
          allowed = new URL(command.path, location.origin).href;
          location.assign(allowed);
          break;
        case 'reload':
          reloading = true;
          location.reload();
          break;
        case 'title':
          document.title = command.title;
          break;
        case 'focus':
          window.focus();
      }
    },
    end: (code, comesBack) => {
      if (comesBack && code !== 4001) {
        void untilItAnswers().then((again) => {
          reloading = again;
          if (again) {
            location.reload();
          }
        });
      }
      const note = document.createElement('p');
      note.textContent = ENDS[code] ?? 'The application has ended.';
      document.body?.replaceChildren(note);
    },
  };
}

/** Waits ten minutes at most, so that a page does not wait forever for an application that was stopped for good. */
async function untilItAnswers(): Promise<boolean> {
  for (let tries = 0; tries < 6000; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    const answer = await fetch('/.stand-in/page.js', { method: 'HEAD' }).catch(() => null);
    if (answer?.ok === true) {
      return true;
    }
  }
  return false;
}

/** Reports keys that an application may use as a shortcut. Plain typing stays in the page. */
function reportShortcut(event: KeyboardEvent, send: Send): void {
  const { key, code, ctrlKey: control, altKey: alt, shiftKey: shift, metaKey: meta, repeat: isAutoRepeat } = event;
  if (control || alt || meta || /^F\d/.test(key)) {
    send({ t: 'input', key, code, control, alt, shift, meta, isAutoRepeat });
  }
}

/** Reports a click that would open a link in another window: `target=_blank`, Control, Shift or the middle button. */
function reportNewWindow(event: MouseEvent, send: Send): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link === undefined || link.href === '' || event.button === 2) {
    return;
  }
  const elsewhere = link.target !== '' && link.target !== '_self';
  if (elsewhere || event.button === 1 || event.ctrlKey || event.shiftKey || event.metaKey) {
    event.preventDefault();
    send({ t: 'open', url: link.href, frameName: elsewhere ? link.target : '', features: '' });
  }
}
