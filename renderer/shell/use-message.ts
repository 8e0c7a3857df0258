import { useCallback, useEffect, useState } from 'react';

const SHOWN_MS = 8000;

/** A sentence that is shown for a while and then goes by itself. */
export function useMessage() {
  const [message, setMessage] = useState<{ text: string } | null>(null);
  useEffect(() => {
    if (message === null) return;
    const timer = setTimeout(() => setMessage(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return { message: message?.text ?? null, say: useCallback((text: string) => setMessage({ text }), []) };
}
