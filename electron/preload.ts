import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, NEWS, TOPICS, UNKNOWN_CHANNEL } from '#shared/ipc-names.ts';

/**
 * Everything the window can use: one way to send requests and one way to receive events. The preload script is sandboxed,
 * so it knows channel names only; the main process validates what is sent. Listeners do not get the event object, which
 * would give a page more access.
 */
const channels: readonly string[] = CHANNELS;
const hearers = new Map<unknown, Set<() => void>>(TOPICS.map((topic) => [topic, new Set()]));

// Register a single listener with Electron: it warns about a possible leak when there are more than ten.
ipcRenderer.on(NEWS, (_event, topic: unknown) => {
  for (const hear of hearers.get(topic) ?? []) hear();
});

contextBridge.exposeInMainWorld('p2c', {
  call: (channel: string, input: unknown): Promise<unknown> =>
    channels.includes(channel) ? ipcRenderer.invoke(channel, input) : ipcRenderer.invoke(UNKNOWN_CHANNEL),
  on: (topic: string, hear: () => void): (() => void) => {
    const all = hearers.get(topic);
    if (all === undefined) throw new Error('The window subscribed to an unknown topic.');
    // Wrap the listener, so that registering it twice adds two separate registrations.
    const own = (): void => hear();
    all.add(own);
    return () => {
      all.delete(own);
    };
  },
});
