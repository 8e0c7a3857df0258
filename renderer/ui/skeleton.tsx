/** Gray bars shown while content loads, but only if that takes more than 100 ms. */
export function Skeleton({ lines, label }: { lines: number; label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div className="skeleton-line" key={at} />
      ))}
    </div>
  );
}
