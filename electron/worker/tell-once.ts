/**
 * Reports damage once, and only when the cache is open. Damage found while the cache is being opened is reported as
 * soon as the cache is open. If the damage makes opening fail, the failure alone is reported.
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
