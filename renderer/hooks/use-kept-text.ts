import { useState } from 'react';
import { keptInMemory } from '../kept-in-memory.ts';

const typed = keptInMemory<ReadonlyMap<string, string>>();

const keep = (key: string, text: string | null): void => {
  const next = new Map(typed.get());
  if (text === null) next.delete(key);
  else next.set(key, text);
  typed.put(next);
};

/**
 * Text typed into a dialog. If the dialog is closed without saving, the text is there when it opens again, until the
 * window locks.
 * @param key names the dialog and what it is about.
 * @param start the text to begin with if nothing was typed before.
 */
export function useKeptText(key: string, start = '') {
  const [text, setText] = useState(() => typed.get()?.get(key) ?? start);
  return {
    text,
    set: (next: string) => {
      setText(next);
      keep(key, next);
    },
    /** Called when the text was saved. */
    saved: () => keep(key, null),
  };
}
