import { ArrowRight } from 'lucide-react';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { HistoryLetter } from '../ui/history-letter.tsx';
import type { Comparison as Compared, Line } from './compare.ts';

/** Field by field: what was seen, what my act makes of it, what is there now. What is the same is only named. */
export function Comparison({ compared, saw, version }: { compared: Compared; saw: number; version: number }) {
  const { differing, same, between } = compared;
  return (
    <div className="comparison">
      <section aria-label="What happened meanwhile">
        <h3 className="version-title">What happened meanwhile</h3>
        {between.length === 0 ? (
          <p className="faint">
            {saw === version ? 'Nothing happened to the report itself.' : 'Its history says nothing about it.'}
          </p>
        ) : (
          <ol className="between">
            {between.map((entry, at) => (
              // An entry has no identity but its place, and none is ever put between two others.
              // oxlint-disable-next-line react/no-array-index-key
              <Happened entry={entry} key={`${entry.at}${entry.kind}${at}`} />
            ))}
          </ol>
        )}
      </section>
      {differing.length > 0 && (
        <table className="fields-table" aria-label="Field by field">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">When you decided</th>
              <th scope="col">Yours makes it</th>
              <th scope="col">Now on the server</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((line) => (
              <Row line={line} key={line.field} />
            ))}
          </tbody>
        </table>
      )}
      {same.length > 0 && <p className="faint">The same in all: {same.join(', ').toLocaleLowerCase('en-US')}.</p>}
    </div>
  );
}

function Row({ line: { field, before, mine, now } }: { line: Line }) {
  const moved = before !== now;
  return (
    <tr>
      <th scope="row">{field}</th>
      <td className={moved ? 'was' : undefined}>{before}</td>
      <td>{mine ?? <span className="faint">leaves it</span>}</td>
      <td className={moved ? 'is-new' : undefined}>
        {moved && <ArrowRight className="tag-icon" aria-label="changed to" />}
        {now}
      </td>
    </tr>
  );
}

function Happened({ entry }: { entry: HistoryEntry }) {
  return (
    <li>
      <p>
        {entry.summary}{' '}
        <span className="faint">
          <DayTime at={entry.at} />
          {entry.by !== null && ` · ${entry.by}`}
        </span>
      </p>
      {entry.note !== null && entry.note !== '' && <p className="version-note">{entry.note}</p>}
      {entry.letter !== null && <HistoryLetter letter={entry.letter} />}
    </li>
  );
}
