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
    /** Call once when all parts exist; most of them announce topics themselves, so they can't be passed earlier. */
    connect: (parts: Listeners): void => {
      listeners = parts;
    },
  };
}
