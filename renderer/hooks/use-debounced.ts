import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

/** Debounces a value while typing, because the server logs each query. */
export function useDebounced(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
