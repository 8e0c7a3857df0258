import type { Topic } from '#shared/ipc-names.ts';

type Listeners = Partial<Record<Topic, readonly (() => void)[]>>;

/** Announces what changed, first to the parts that act on it and then to the window. */
export function createTopics(tell: (topic: Topic) => void) {
  let listeners: Listeners = {};
  return {
    announce: (topic: Topic): void => {
      for (const hear of listeners[topic] ?? []) hear();
      tell(topic);
    },
    /**
     * Call this once all parts exist. They can't be passed to `createTopics`, because most of them announce topics
     * themselves.
     */
    connect: (parts: Listeners): void => {
      listeners = parts;
    },
  };
}
