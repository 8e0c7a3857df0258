import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, NEWS, TOPICS, UNKNOWN_CHANNEL } from '#shared/ipc-names.ts';

/**
 * All that the window gets: one way to ask and one way to hear. It runs in the sandbox, so it knows names only; what is
 * sent is checked by the main process. Listeners get no event object, through which a page could reach more.
 */
const channels: readonly string[] = CHANNELS;
const hearers = new Map<unknown, Set<() => void>>(TOPICS.map((topic) => [topic, new Set()]));

// One for all of them: Electron takes more than ten for a leak, and says so with each.
ipcRenderer.on(NEWS, (_event, topic: unknown) => {
  for (const hear of hearers.get(topic) ?? []) hear();
});

contextBridge.exposeInMainWorld('p2c', {
  call: (channel: string, input: unknown): Promise<unknown> =>
    channels.includes(channel) ? ipcRenderer.invoke(channel, input) : ipcRenderer.invoke(UNKNOWN_CHANNEL),
  on: (topic: string, hear: () => void): (() => void) => {
    const all = hearers.get(topic);
    if (all === undefined) throw new Error('The window wants to hear of an unknown topic.');
    // The same function given twice is heard twice, and stopped one by one.
    const own = (): void => hear();
    all.add(own);
    return () => {
      all.delete(own);
    };
  },
});
