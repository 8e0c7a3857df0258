import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

/** A value as it was before the last pause in typing: each question to the server is recorded there. */
export function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
