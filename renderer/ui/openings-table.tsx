import { useContext } from 'react';
import { Button } from 'react-aria-components';
import type { OpeningRow, UndoneRow } from '#shared/trail-api.ts';
import { SessionContext } from '../hooks/presence.ts';
import { t } from '../t.ts';
import { durationWords, usesWords } from '../wording/trail-words.ts';
import { ACT_NOUNS } from '../wording/words.ts';
import { DayTime } from './desk-clock.tsx';
import { Tag } from './tag.tsx';

/**
 * Lists who opened which report, and acts that were undone before they took effect. `by` selects the leading columns.
 */
export function OpeningsTable({
  rows,
  undone,
  by,
  onOpen,
}: {
  rows: readonly OpeningRow[];
  undone: readonly UndoneRow[];
  by: 'officer' | 'report' | 'both';
  /** Opens a row's report; without it, rows show only the tracking number. */
  onOpen?: (reportId: string) => void;
}) {
  if (rows.length + undone.length === 0) return <p className="faint">{t('trail.noOneHasOpenedThis')}</p>;
  return (
    <>
      {rows.length > 0 && (
        <table className="tray-table" aria-label={t('trail.openings')}>
          <thead>
            <tr>
              {by !== 'report' && <th scope="col">{t('common.officer')}</th>}
              {by !== 'officer' && <th scope="col">{t('trail.report')}</th>}
              <th scope="col">{t('common.when')}</th>
              <th scope="col">{t('trail.openFor')}</th>
              <th scope="col">{t('trail.whatWasDone')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {by !== 'report' && (
                  <td>
                    <OfficerName {...row.officer} />
                  </td>
                )}
                {by !== 'officer' && (
                  <td>
                    {row.removed || onOpen === undefined ? (
                      row.trackingNumber
                    ) : (
                      <Button
                        className="link-button"
                        aria-label={t('trays.openNumber', { number: row.trackingNumber })}
                        onPress={() => onOpen(row.reportId)}
                      >
                        {row.trackingNumber}
                      </Button>
                    )}{' '}
                    {row.removed && <Tag>{t('trail.removed')}</Tag>}
                  </td>
                )}
                <td>
                  <DayTime at={row.firstAt} />
                </td>
                <td>{isTimed(row) ? durationWords(row.seconds) : '–'}</td>
                <td>
                  {usesWords(row.uses)} {row.offline && <Tag>{t('trail.offline')}</Tag>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {undone.length > 0 && (
        <>
          <p className="trail-heading" aria-hidden>
            {t('trail.undoneDecisions')}
          </p>
          <ul className="trail-list" aria-label={t('trail.undoneDecisions')}>
            {undone.map((one) => (
              <li key={one.id}>
                <OfficerName {...one.officer} /> · {by !== 'officer' && `${one.trackingNumber} · `}
                {t('trail.whatUndoneAfterTime', {
                  what: ACT_NOUNS[one.kind],
                  time: durationWords(
                    Math.max(0, Math.round((Date.parse(one.undoneAt) - Date.parse(one.pressedAt)) / 1000)),
                  ),
                })}{' '}
                · <DayTime at={one.undoneAt} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** How long a report was open is known only if it was shown in the desk's queue. */
const isTimed = ({ seconds, uses }: OpeningRow): boolean => seconds > 0 || uses.opened !== undefined;

/** An officer's name; the signed-in officer's own is marked. */
export function OfficerName({ id, displayName }: { id: string; displayName: string }) {
  const { me } = useContext(SessionContext);
  return (
    <>
      {displayName} {id === me && <Tag tone="accent">{t('trail.you')}</Tag>}
    </>
  );
}
