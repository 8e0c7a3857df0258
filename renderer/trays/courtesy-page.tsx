import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { CourtesyRow } from '#shared/process-api.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, OtherPart, Two } from '../ui/list-table.tsx';
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
        <OtherPart
          isShown={done}
          show="Show those that were made"
          showing="Showing those that were made"
          onChange={(next) => {
            setDone(next);
            list.setOffset(0);
          }}
        />
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label="Courtesy contacts"
          columns={['Person', 'How to reach', done ? 'Contacted' : 'Due since']}
          rows={rows.map((row) => ({
            id: row.reportId,
            head: (
              <Two
                more={
                  <>
                    <ReportLink {...row} onOpen={onOpen} /> · {KIND_WORDS[row.kind]} ·{' '}
                    <span className="tray-number">case {row.caseNumber}</span>
                  </>
                }
              >
                {row.person.name}
              </Two>
            ),
            cells: [
              <Two key="reach" more={LANGUAGE_WORDS[row.person.language]}>
                <Reach {...row.person} />
              </Two>,
              row.done === null ? (
                <DayTime key="time" at={row.dueAt} />
              ) : (
                <Two key="time" more={[row.done.by, row.done.note].filter(Boolean).join(': ')}>
                  {OUTCOMES[row.done.outcome]}, <DayTime at={row.done.at} />
                </Two>
              ),
            ],
            actions: (
              <Button
                className={done ? 'button' : 'button button-primary'}
                aria-label={`${done ? 'Correct…' : 'Note contact…'} for ${row.trackingNumber}`}
                onPress={() => setNoting(row)}
              >
                {done ? 'Correct…' : 'Note contact…'}
              </Button>
            ),
          }))}
        />
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
