import type { HandlerDetails, WebContents } from 'electron';
import { preventableEvent, StrictEmitter } from './emitter.ts';
import type { Host } from './host.ts';
import type { PageMessage } from './messages.ts';
import { pageScript } from './page-script.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import type { StandInSession } from './session.ts';
import { notSupported, strict } from './strict.ts';

const EVENTS = `
  will-navigate will-frame-navigate will-redirect did-navigate did-navigate-in-page dom-ready
  did-finish-load did-fail-load did-start-loading did-stop-loading preload-error destroyed
  render-process-gone unresponsive responsive will-attach-webview did-attach-webview
  console-message before-input-event context-menu devtools-opened page-title-updated
  did-create-window will-prevent-unload certificate-error select-client-certificate login`;

type OpenHandler = (details: HandlerDetails) => { action: 'allow' | 'deny' };

export type ContentsOptions = {
  id: number;
  host: Host;
  session: StandInSession;
  preload: string | undefined;
  /** Messages about the window rather than the page: size, focus, first load. */
  toWindow: (message: Extract<PageMessage, { t: 'hello' | 'loaded' | 'resize' | 'focus' }>) => void;
};

export type Contents = {
  contents: object;
  loadURL: (url: string) => Promise<void>;
  setTitle: (title: string) => void;
  focus: () => void;
  end: () => void;
};

/** One window's page: its messages, IPC and navigation. Nothing is sent until a browser has opened the page. */
export function createWebContents({ id, host, session, preload, toWindow }: ContentsOptions): Contents {
  const emitter = new StrictEmitter('webContents', EVENTS);
  let url = '';
  let destroyed = false;
  let server: Promise<PageServer> | null = null;
  let page: PageServer | null = null;
  let openHandler: OpenHandler | null = null;
  let loads: (() => void)[] = [];

  const mainFrame: object = strict('WebFrameMain', {
    get url() {
      return url;
    },
    get origin() {
      return /^[^:]+:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
    },
    get top() {
      return mainFrame;
    },
    parent: null,
    name: '',
    frames: [],
    processId: id,
    osProcessId: process.pid,
    routingId: 1,
    frametereNodeId: id,
    detached: false,
    isDestroyed: () => destroyed,
  });

  async function loadURL(target: string): Promise<void> {
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/.test(target) || /^(https?|file):/.test(target)) {
      notSupported(`loadURL of ${target.slice(0, 40)} (only a scheme of protocol.handle)`);
    }
    const loaded = new Promise<void>((resolve) => loads.push(resolve));
    url = target;
    emitter.emit('did-start-loading');
    server ??= startPageServer({
      port: host.nextPort(),
      currentUrl: () => url,
      answer: (request, kind) => session.answer(request, resourceType(kind)),
      script: () => pageScript(preload, host.kept !== undefined),
      kept: host.kept,
      receive,
      announce: (address, again) => host.print(`stand-in window ${id}${again ? ' again' : ''}: ${address}`),
    });
    page = await server;
    page.send({ t: 'go', path: page.toPath(target) ?? '/' });
    return loaded;
  }

  function receive(message: PageMessage): void {
    if (page === null || destroyed) {
      return;
    }
    switch (message.t) {
      case 'hello':
        moved(page, message.url);
        emitter.emit('did-navigate', {}, url, 200, 'OK');
        host.darkMode(message.dark);
        return toWindow(message);
      case 'loaded':
        for (const event of ['dom-ready', 'did-finish-load', 'did-stop-loading']) {
          emitter.emit(event, {});
        }
        for (const resolve of loads.splice(0)) {
          resolve();
        }
        return toWindow(message);
      case 'resize':
      case 'focus':
        return toWindow(message);
      case 'url':
        moved(page, message.url);
        emitter.emit('did-navigate-in-page', {}, url, true, id, 1);
        return;
      case 'invoke':
        moved(page, message.url);
        return void invoke(page, message);
      case 'navigate':
        return navigate(page, page.toApp(message.url));
      case 'open':
        return open(page.toApp(message.url), message.frameName, message.features);
      case 'theme':
        return host.darkMode(message.dark);
      case 'active':
        return host.touch();
      case 'input':
        // Fires after the page has already handled the key, so unlike in Electron, `preventDefault` has no effect on the
        // page.
        emitter.emit('before-input-event', preventableEvent(), { ...message, type: 'keyDown' });
        return;
      case 'broken':
        console.error('stand-in: the preload script failed:', message.text);
        emitter.emit('preload-error', {}, preload ?? '', new Error(message.text));
    }
  }

  /**
   * Ignores a URL outside the page's origin. The page cannot really be on another origin, because the WebSocket's Origin
   * header was checked.
   */
  function moved(from: PageServer, pageUrl: string): void {
    const mapped = from.toApp(pageUrl);
    url = from.toPath(mapped) === null ? url : mapped;
  }

  async function invoke(asker: PageServer, call: Extract<PageMessage, { t: 'invoke' }>): Promise<void> {
    const event = { ...preventableEvent(), type: 'frame', sender: contents, senderFrame: mainFrame };
    const answer = await host.handlers.invoke({ ...event, processId: id, frameId: 1 }, call.channel, call.args);
    const failed = (error: string): boolean => asker.send({ t: 'failed', id: call.id, error });
    if ('error' in answer) {
      failed(answer.error);
      return;
    }
    try {
      asker.send({ t: 'result', id: call.id, value: answer.value });
    } catch (error) {
      failed(`Error invoking remote method '${call.channel}': ${String(error)}`);
    }
  }

  function navigate(asker: PageServer, target: string): void {
    const event = { ...preventableEvent(), url: target, isSameDocument: false, isMainFrame: true, frame: mainFrame };
    const cancel = preventableEvent();
    emitter.emit('will-navigate', { ...event, preventDefault: cancel.preventDefault }, target);
    if (cancel.defaultPrevented) {
      return;
    }
    const path = asker.toPath(target);
    if (path === null) {
      host.print(`stand-in refused navigation: ${target}`);
      return;
    }
    asker.send({ t: 'go', path });
  }

  function open(target: string, frameName: string, features: string): void {
    const referrer = { url: '', policy: 'default' as const };
    const answer = openHandler?.({ url: target, frameName, features, disposition: 'foreground-tab', referrer });
    if (answer?.action !== 'deny') {
      host.print(`stand-in refused a second window: ${target}`);
    }
  }

  const gone = (member: string): void => {
    if (destroyed && !['isDestroyed', 'id'].includes(member) && Object.hasOwn(members, member)) {
      throw new TypeError('Object has been destroyed');
    }
  };
  const members = {
    id,
    mainFrame,
    session: session.session,
    loadURL,
    send: (channel: string, ...args: unknown[]): void => {
      page?.send({ t: 'send', channel, args });
    },
    getURL: () => url,
    getTitle: () => host.appName(),
    getProcessId: () => id,
    isDestroyed: () => destroyed,
    isLoading: () => loads.length > 0,
    isDevToolsOpened: () => false,
    closeDevTools: () => {},
    openDevTools: () => host.print("stand-in refused developer tools: use the browser's own"),
    reload: () => {
      page?.send({ t: 'reload' });
    },
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
  } satisfies Pick<WebContents, 'id' | 'loadURL' | 'send' | 'getURL' | 'getTitle' | 'getProcessId' | 'isDestroyed'> &
    Pick<WebContents, 'isLoading' | 'isDevToolsOpened' | 'closeDevTools' | 'openDevTools' | 'reload'> &
    Record<'mainFrame' | 'session' | 'setWindowOpenHandler', unknown>;
  const contents: object = strict('webContents', Object.assign(emitter, members), gone);

  return {
    contents,
    loadURL,
    setTitle: (title) => void page?.send({ t: 'title', title }),
    focus: () => void page?.send({ t: 'focus' }),
    end: () => {
      destroyed = true;
      loads = [];
      void server?.then((each) => each.close());
      emitter.emit('destroyed');
    },
  };
}

/** Maps the browser's request destination to Electron's resource type. */
function resourceType(destination: string | undefined): string {
  const types: Record<string, string> = {
    document: 'mainFrame',
    iframe: 'subFrame',
    style: 'stylesheet',
    script: 'script',
    image: 'image',
    font: 'font',
    empty: 'xhr',
    video: 'media',
    audio: 'media',
  };
  return types[destination ?? ''] ?? 'other';
}
