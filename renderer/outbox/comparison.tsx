import { ArrowRight } from 'lucide-react';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { locale, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { HistoryLetter } from '../ui/history-letter.tsx';
import { historyWords } from '../ui/history-words.ts';
import type { Comparison as Compared, Line } from './compare.ts';

/** Field by field: what was seen, what my act makes of it, what is there now. What is the same is only named. */
export function Comparison({ compared, saw, version }: { compared: Compared; saw: number; version: number }) {
  const { differing, same, between } = compared;
  return (
    <div className="comparison">
      <section aria-label={t('What happened meanwhile')}>
        <h3 className="version-title">{t('What happened meanwhile')}</h3>
        {between.length === 0 ? (
          <p className="faint">
            {saw === version ? t('Nothing happened to the report itself.') : t('Its history says nothing about it.')}
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
        <table className="fields-table" aria-label={t('Field by field')}>
          <thead>
            <tr>
              <th scope="col">{t('Field')}</th>
              <th scope="col">{t('When you decided')}</th>
              <th scope="col">{t('Yours makes it')}</th>
              <th scope="col">{t('Now on the server')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((line) => (
              <Row line={line} key={line.field} />
            ))}
          </tbody>
        </table>
      )}
      {same.length > 0 && (
        <p className="faint">
          {t('The same in all: {fields}.', { fields: same.join(', ').toLocaleLowerCase(locale()) })}
        </p>
      )}
    </div>
  );
}

function Row({ line: { field, before, mine, now } }: { line: Line }) {
  const moved = before !== now;
  return (
    <tr>
      <th scope="row">{field}</th>
      <td className={moved ? 'was' : undefined}>{before}</td>
      <td>{mine ?? <span className="faint">{t('leaves it')}</span>}</td>
      <td className={moved ? 'is-new' : undefined}>
        {moved && <ArrowRight className="tag-icon" aria-label={t('changed to')} />}
        {now}
      </td>
    </tr>
  );
}

function Happened({ entry }: { entry: HistoryEntry }) {
  return (
    <li>
      <p>
        {historyWords(entry)}{' '}
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
