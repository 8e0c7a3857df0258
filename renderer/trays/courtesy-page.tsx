import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { CourtesyRow } from '#shared/process-api.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Missing } from '../ui/tag.tsx';
import { KIND_WORDS, LANGUAGE_WORDS, phoneWords } from '../ui/words.ts';
import { CourtesyDialog, OUTCOMES } from './courtesy-dialog.tsx';
import { ReportLink } from './report-link.tsx';

/** Approved reports some weeks later: somebody asks the person how it went, since silence is what people complain of. */
export function CourtesyPage({ onOpen }: { onOpen: (reportId: string) => void }) {
  const [done, setDone] = useState(false);
  const list = usePart('courtesy.list', { done });
  const [noting, setNoting] = useState<CourtesyRow | null>(null);
  return (
    <ListPage
      title="Courtesy contacts"
      lead="People whose report was approved some weeks ago and who have not heard from anybody since."
      noun="contact"
      empty={done ? 'Nobody has been contacted yet.' : 'Nobody is due.'}
      icon={HeartHandshake}
      list={list}
      dialogs={
        noting !== null && <CourtesyDialog row={noting} onDone={list.live.refresh} onClose={() => setNoting(null)} />
      }
      filters={
        <ToggleButton
          className="button filter-button"
          isSelected={done}
          onChange={(next) => {
            setDone(next);
            list.setOffset(0);
          }}
        >
          {done ? 'Showing those that were made' : 'Show those that were made'}
        </ToggleButton>
      }
    >
      {(rows) => (
        <table className="tray-table" aria-label="Courtesy contacts">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">How to reach</th>
              <th scope="col">{done ? 'Contacted' : 'Due since'}</th>
              <th scope="col" className="tray-actions">
                <span className="visually-hidden">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.reportId}>
                <th scope="row" dir="auto">
                  {row.person.name}
                  <span className="tray-more">
                    <ReportLink {...row} onOpen={onOpen} /> · {KIND_WORDS[row.kind]} · case {row.caseNumber}
                  </span>
                </th>
                <td>
                  <Reach {...row.person} />
                  <span className="tray-more">{LANGUAGE_WORDS[row.person.language]}</span>
                </td>
                <td>
                  {row.done === null ? (
                    <DayTime at={row.dueAt} />
                  ) : (
                    <>
                      {OUTCOMES[row.done.outcome]}, <DayTime at={row.done.at} />
                      <span className="tray-more">
                        {row.done.by}
                        {row.done.note !== '' && `: ${row.done.note}`}
                      </span>
                    </>
                  )}
                </td>
                <td className="tray-actions">
                  <Button
                    className={done ? 'button' : 'button button-primary'}
                    aria-label={`${done ? 'Correct…' : 'Note contact…'} for ${row.trackingNumber}`}
                    onPress={() => setNoting(row)}
                  >
                    {done ? 'Correct…' : 'Note contact…'}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ListPage>
  );
}

function Reach({ phone, email, bestTime }: CourtesyRow['person']) {
  if (!phone && !email) return <Missing>neither phone nor e-mail</Missing>;
  return [phone ? phoneWords(phone) : null, email, bestTime ? `best time: ${bestTime}` : null]
    .filter(Boolean)
    .join(' · ');
}
