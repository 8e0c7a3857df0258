/** Spanish of the bars around every room. */
export const shellWords = {
  '{what} – sends in {left} s': '{what} – se envía en {left} s',
  '{n} others can be undone after it': {
    one: 'después se puede deshacer {n} más',
    other: 'después se pueden deshacer {n} más',
  },
} as const;
