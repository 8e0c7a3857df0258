import type { Topic } from '#shared/ipc-names.ts';

type Listeners = Partial<Record<Topic, readonly (() => void)[]>>;

/** What has changed, told first to the parts that act on it and then to the window. */
export function createTopics(tell: (topic: Topic) => void) {
  let listeners: Listeners = {};
  return {
    announce: (topic: Topic): void => {
      for (const hear of listeners[topic] ?? []) hear();
      tell(topic);
    },
    /** To be called once, when all parts are there: most of them announce something themselves. */
    connect: (parts: Listeners): void => {
      listeners = parts;
    },
  };
}
