import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, NEWS, TOPICS, UNKNOWN_CHANNEL } from '#shared/ipc-names.ts';

/**
 * All that the window gets: one way to ask and one way to hear. It runs in the sandbox, so it knows names only; what is
 * sent is checked by the main process. Listeners get no event object, through which a page could reach more.
 */
const channels: readonly string[] = CHANNELS;
const topics: readonly string[] = TOPICS;

contextBridge.exposeInMainWorld('p2c', {
  call: (channel: string, input: unknown): Promise<unknown> =>
    channels.includes(channel) ? ipcRenderer.invoke(channel, input) : ipcRenderer.invoke(UNKNOWN_CHANNEL),
  on: (topic: string, hear: () => void): (() => void) => {
    if (!topics.includes(topic)) throw new Error('The window wants to hear of an unknown topic.');
    const listener = (_event: unknown, news: unknown): void => {
      if (news === topic) hear();
    };
    ipcRenderer.on(NEWS, listener);
    return () => {
      ipcRenderer.removeListener(NEWS, listener);
    };
  },
});
