import { useCallback, useEffect, useState } from 'react';

const SHOWN_MS = 8000;

export type Message = {
  text: string;
  /** `problem`: something went wrong. `hint`: explains why a key has no effect here. */
  tone: 'problem' | 'hint';
};

/** A message that disappears after a while; a hint also disappears on the next action. */
export function useMessage() {
  const [message, setMessage] = useState<Message | null>(null);
  useEffect(() => {
    if (message === null) return;
    const timer = setTimeout(() => setMessage(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return {
    message,
    say: useCallback((text: string) => setMessage({ text, tone: 'problem' }), []),
    hint: useCallback((text: string) => setMessage({ text, tone: 'hint' }), []),
    endHint: useCallback(() => setMessage((now) => (now?.tone === 'hint' ? null : now)), []),
  };
}
