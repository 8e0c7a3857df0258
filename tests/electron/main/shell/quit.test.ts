import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { guardQuit } from '#electron/main/shell/quit.ts';
import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';

/**
 * Stands in for Electron: an application that quits unless prevented, and a message box that is answered as the test
 * says.
 */
const electron = vi.hoisted(() => ({
  app: null as unknown,
  powerMonitor: null as unknown,
  answer: 0,
  asked: 0,
}));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  get powerMonitor() {
    return electron.powerMonitor;
  },
  dialog: {
    showMessageBox: async () => {
      electron.asked += 1;
      return { response: electron.answer };
    },
  },
}));
const [STAY, QUIT, SEND] = [0, 1, 2];

class App extends EventEmitter {
  ended = false;
  started = 0;
  relaunch(): void {
    this.started += 1;
  }
  quit(): void {
    const event = { prevented: false, preventDefault: () => (event.prevented = true) };
    this.emit('before-quit', event);
    this.ended = !event.prevented;
  }
}

const session: SessionState = {
  kind: 'signed_in',
  server: 'http://127.0.0.1:4810',
  officer: { id: '0195706f-0000-7000-9000-000000000001', name: 'o', displayName: 'Officer O', role: 'officer' },
  expiresAt: '2026-03-07T14:00:00.000Z',
  cache: 'encrypted',
  needsSignIn: false,
  by: 'password',
};
const waits: SyncState = {
  phase: 'online',
  done: 0,
  total: null,
  lastPullAt: null,
  offlineSince: null,
  problem: null,
  held: 1,
  waiting: 0,
  needsYou: 0,
  linking: false,
  serverAheadMs: 0,
};

let app: App;
let sync: SyncState | null;
/** What was done, in order. */
let done: string[];
let sends: () => void;
let due: 'install' | null;
let fails: boolean;
let quitting: { restart: () => void };
let powerMonitor: EventEmitter;

beforeEach(() => {
  app = new App();
  powerMonitor = new EventEmitter();
  Object.assign(electron, { app, powerMonitor, answer: STAY, asked: 0 });
  sync = waits;
  done = [];
  sends = () => {
    sync = { ...waits, held: 0 };
  };
  due = null;
  fails = false;
  quitting = guardQuit({
    session: () => session,
    sync: async () => sync,
    sendNow: async () => {
      done.push('sent');
      sends();
    },
    update: {
      prepare: async () => due,
      install: async (restart) => {
        if (fails) throw new Error('no space left');
        done.push(restart ? 'installed to start again' : 'installed');
        return true;
      },
    },
    close: async () => void done.push('closed'),
  });
});

const ends = () => vi.waitFor(() => expect(app.ended).toBe(true));
/** Resolves once the application has decided to stay open, so that another quit asks again. */
async function staysOpen(): Promise<void> {
  electron.answer = STAY;
  const { asked } = electron;
  await vi.waitFor(() => {
    app.quit();
    expect(app.ended).toBe(false);
    expect(electron.asked).toBeGreaterThan(asked);
  });
}

test('with nothing pending the cache is closed and the application ends without asking', async () => {
  sync = { ...waits, held: 0 };
  app.quit();
  expect(app.ended).toBe(false);
  await ends();
  expect([electron.asked, done]).toEqual([0, ['closed']]);
});

test('an update that is ready is installed last, when everything is closed', async () => {
  sync = { ...waits, held: 0 };
  due = 'install';
  app.quit();
  await ends();
  expect(done).toEqual(['closed', 'installed']);
});

test('an installer that fails does not keep the application open', async () => {
  sync = { ...waits, held: 0 };
  due = 'install';
  fails = true;
  app.quit();
  await ends();
});

test('a restart in the maintenance window installs the update and starts again', async () => {
  sync = { ...waits, held: 0 };
  due = 'install';
  quitting.restart();
  await ends();
  expect([done, app.started]).toEqual([['closed', 'installed to start again'], 0]);
});

test('a restart without an update that may be installed starts this version again', async () => {
  sync = { ...waits, held: 0 };
  quitting.restart();
  await ends();
  expect([done, app.started]).toEqual([['closed'], 1]);
});

test('a restart asks about unsent decisions first, and an officer who stays is not restarted by the next quit', async () => {
  quitting.restart();
  await vi.waitFor(() => expect(electron.asked).toBe(1));
  await staysOpen();
  electron.answer = QUIT;
  await vi.waitFor(() => {
    app.quit();
    expect(app.ended).toBe(true);
  });
  expect([done, app.started]).toEqual([['closed'], 0]);
});

test('what waits is sent before an update is installed, and an officer who stays has none installed', async () => {
  due = 'install';
  await staysOpen();
  expect(done).toEqual([]);
  electron.answer = SEND;
  await vi.waitFor(() => {
    app.quit();
    expect(app.ended).toBe(true);
  });
  expect(done).toEqual(['sent', 'closed', 'installed']);
});

test('an officer who stays keeps working and is asked again next time; only one question is open at a time', async () => {
  app.quit();
  app.quit();
  await vi.waitFor(() => expect(electron.asked).toBe(1));
  await staysOpen();
  expect(done).toEqual([]);
  electron.answer = QUIT;
  await vi.waitFor(() => {
    app.quit();
    expect(app.ended).toBe(true);
  });
  expect(done).toEqual(['closed']);
});

test('closing the window means quitting: it stays open until the question is answered', async () => {
  const window = new EventEmitter();
  app.emit('browser-window-created', {}, window);
  const close = { prevented: false, preventDefault: () => (close.prevented = true) };
  window.emit('close', close);
  expect(close.prevented).toBe(true);
  await vi.waitFor(() => expect(electron.asked).toBe(1));
  await staysOpen();
});

test('decisions to be sent first are sent before the application ends', async () => {
  electron.answer = SEND;
  app.quit();
  await ends();
  expect(done).toEqual(['sent', 'closed']);
});

test.each([
  ['the line breaks meanwhile', { ...waits, phase: 'offline', held: 0, waiting: 1 } as const],
  ['the server would not take it', { ...waits, held: 0, needsYou: 1 }],
])('the application stays open if the decision cannot be sent: %s', async (_, then) => {
  electron.answer = SEND;
  sends = () => {
    sync = then;
  };
  app.quit();
  await vi.waitFor(() => expect(done).toEqual(['sent']));
  await staysOpen();
  expect(done).toEqual(['sent']);
});

class Window extends EventEmitter {
  say(event: 'query-session-end' | 'session-end', reasons: string[]): boolean {
    const asked = { reasons, prevented: false, preventDefault: () => (asked.prevented = true) };
    this.emit(event, asked);
    return asked.prevented;
  }
}

describe('when Windows logs off or shuts down', () => {
  let window: Window;
  beforeEach(() => {
    window = new Window();
    app.emit('browser-window-created', {}, window);
  });

  test('the cache is closed, and no update is installed, because Windows would end it halfway', async () => {
    sync = { ...waits, held: 0 };
    due = 'install';
    expect(window.say('query-session-end', ['shutdown'])).toBe(true);
    await ends();
    expect([electron.asked, done]).toEqual([0, ['closed']]);
  });

  test('unsent decisions are asked about first; who stays keeps working and is asked again next time', async () => {
    expect(window.say('query-session-end', ['logoff'])).toBe(true);
    await vi.waitFor(() => expect(electron.asked).toBe(1));
    expect([app.ended, done]).toEqual([false, []]);
    electron.answer = SEND;
    await vi.waitFor(() => {
      window.say('query-session-end', ['logoff']);
      expect(app.ended).toBe(true);
    });
    expect(done).toEqual(['sent', 'closed']);
  });

  test('a session that ends without waiting closes the cache without asking', async () => {
    window.say('query-session-end', ['shutdown']);
    window.say('session-end', ['critical']);
    await vi.waitFor(() => expect(done).toEqual(['closed']));
    await ends();
    expect(done).toEqual(['closed']);
  });
});

test('a shutdown of macOS or Linux waits for the cache to be closed', async () => {
  sync = { ...waits, held: 0 };
  due = 'install';
  const event = { prevented: false, preventDefault: () => (event.prevented = true) };
  powerMonitor.emit('shutdown', event);
  expect(event.prevented).toBe(true);
  await ends();
  expect(done).toEqual(['closed']);
});
