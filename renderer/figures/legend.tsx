/** Names the series of a chart in the order in which they are drawn. */
export function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul className="figure-legend">
      {names.map((name, at) => (
        <li key={name}>
          <span className={`figure-swatch series-${at + 1}`} aria-hidden />
          {name}
        </li>
      ))}
    </ul>
  );
}
