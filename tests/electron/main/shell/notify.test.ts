import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { notify, withdrawNotices } from '#electron/main/shell/notify.ts';

/** Stands in for Electron: the system's list of notifications. */
const system = vi.hoisted(() => ({ listed: new Map<string, { emit: (name: string, event: unknown) => boolean }>() }));
vi.mock('electron', () => ({
  BrowserWindow: { getAllWindows: () => [] },
  Notification: class extends EventEmitter {
    static isSupported = () => true;
    title: string;
    constructor({ title }: { title: string }) {
      super();
      this.title = title;
    }
    show(): void {
      system.listed.set(this.title, this);
    }
    close(): void {
      system.listed.delete(this.title);
    }
  },
}));
vi.mock('#electron/main/shell/window.ts', () => ({ bringToFront: () => undefined }));
beforeEach(() => system.listed.clear());

const told = (title: string, tells = true) => notify({ title, body: 'Report T26-000001-9', tells });

test('notifications that name a report are withdrawn, even after they time out; generic ones stay', () => {
  told('first');
  told('second');
  told('something waits', false);
  system.listed.get('second')?.emit('close', { reason: 'timedOut' });
  withdrawNotices();
  expect([...system.listed.keys()]).toEqual(['something waits']);
});

test('a notification that the officer closed is not touched again', () => {
  told('first');
  system.listed.get('first')?.emit('close', { reason: 'userCanceled' });
  withdrawNotices();
  expect([...system.listed.keys()]).toEqual(['first']);
});
