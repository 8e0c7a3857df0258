/**
 * Reports damage once, and only when the cache is open. Damage hit while opening either makes opening fail, or was
 * found by background work and is reported once the cache is open.
 */
export function tellOnce(tell: () => void = () => undefined) {
  let isOpen = false;
  let isFound = false;
  return {
    found: (): void => {
      if (isOpen && !isFound) tell();
      isFound = true;
    },
    isOpen: (): void => {
      isOpen = true;
      if (isFound) tell();
    },
  };
}
