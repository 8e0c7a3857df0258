/** Where more than one in so many reports may be shown, the first hits are soon found among them. */
const RARE = 5;
/**
 * So many rows of an index are read in the time of one row of the queue, which lies anywhere in the file: 0.1 µs and 0.5 µs
 * where both are in memory, 0.3 µs and 10 µs where they are read and deciphered.
 */
const LIGHT = 8;
/** So few hits are looked at whatever else there is: 5 ms where all are read and deciphered. */
const FEW = 500;

/**
 * Whether it is less work to gather the reports that may be shown first, from an index of the queue, than to look at each
 * hit in the queue. What is known costs nothing: words that stand in everything need no count then.
 *
 * @param last number of the newest report, which is about how many there are.
 * @param known how many reports may be shown, or null; `allowedUpTo` counts them, up to a number.
 * @param hitsUpTo counts the reports that have the words, up to a number.
 */
export function gathersFirst({
  last,
  known,
  allowedUpTo,
  hitsUpTo,
}: {
  last: number;
  known: number | null;
  allowedUpTo: (most: number) => number;
  hitsUpTo: (most: number) => number;
}): boolean {
  const rare = Math.ceil(last / RARE);
  if (known !== null && known > rare) return false;
  const enough = Math.max(FEW, Math.ceil((known ?? rare) / LIGHT));
  const docs = hitsUpTo(enough + 1);
  if (docs <= FEW) return false;
  if (known !== null) return docs > enough;
  const most = Math.min(rare, LIGHT * docs);
  return allowedUpTo(most + 1) <= most;
}
