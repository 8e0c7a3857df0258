import { ArrowRight } from 'lucide-react';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { locale, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { HistoryLetter } from '../ui/history-letter.tsx';
import { useTitles } from '../ui/titles.tsx';
import { historyWords } from '../wording/history-words.ts';
import type { Comparison as Compared, Line } from './compare.ts';

/**
 * Shows, field by field, what the officer saw, what the act would change, and what the server has now. For unchanged
 * fields, only the names are listed.
 */
export function Comparison({ compared, saw, version }: { compared: Compared; saw: number; version: number }) {
  const { differing, same, between } = compared;
  return (
    <div className="comparison">
      <section aria-label={t('outbox.whatChangedSince')}>
        <h3 className="version-title">{t('outbox.whatChangedSince')}</h3>
        {between.length === 0 ? (
          <p className="faint">
            {saw === version ? t('outbox.theReportItselfDidNotChange') : t('outbox.itsHistoryDoesntShowWhy')}
          </p>
        ) : (
          <ol className="between">
            {between.map((entry, at) => (
              // Entries have no unique ID, so the key includes the index; new entries are never inserted between existing
              // ones.
              // oxlint-disable-next-line react/no-array-index-key
              <Happened entry={entry} key={`${entry.at}${entry.kind}${at}`} />
            ))}
          </ol>
        )}
      </section>
      {differing.length > 0 && (
        <table className="fields-table" aria-label={t('outbox.fieldByField')}>
          <thead>
            <tr>
              <th scope="col">{t('common.field')}</th>
              <th scope="col">{t('outbox.whenYouDecided')}</th>
              <th scope="col">{t('outbox.yourChange')}</th>
              <th scope="col">{t('outbox.nowOnTheServer')}</th>
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
          {t('outbox.noDifferenceInFields', { fields: same.join(', ').toLocaleLowerCase(locale()) })}
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
      <td>{mine ?? <span className="faint">{t('outbox.noChange')}</span>}</td>
      <td className={moved ? 'is-new' : undefined}>
        {moved && <ArrowRight className="tag-icon" aria-label={t('outbox.changedTo')} />}
        {now}
      </td>
    </tr>
  );
}

function Happened({ entry }: { entry: HistoryEntry }) {
  const titles = useTitles();
  return (
    <li>
      <p>
        {historyWords(entry, titles)}{' '}
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
