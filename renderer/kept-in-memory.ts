const all = new Set<() => void>();

/** A value that a page shows again when it is reopened. It is never stored; `forgetKept` clears it. */
export function keptInMemory<T>() {
  let kept: T | null = null;
  all.add(() => {
    kept = null;
  });
  return {
    get: (): T | null => kept,
    put: (next: T | null): void => {
      kept = next;
    },
  };
}

/** Called when the window locks or somebody signs out. */
export function forgetKept(): void {
  for (const forget of all) forget();
}
