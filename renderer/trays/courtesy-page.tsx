import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { CourtesyRow } from '#shared/process-api.ts';
import { t } from '../t.ts';
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
      title={t('Courtesy contacts')}
      lead={t('People whose report was approved some weeks ago and who have not heard from anybody since.')}
      noun="contact"
      empty={done ? t('Nobody has been contacted yet.') : t('Nobody is due.')}
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
          {done ? t('Showing those that were made') : t('Show those that were made')}
        </ToggleButton>
      }
    >
      {(rows) => (
        <table className="tray-table" aria-label={t('Courtesy contacts')}>
          <thead>
            <tr>
              <th scope="col">{t('Person')}</th>
              <th scope="col">{t('How to reach')}</th>
              <th scope="col">{done ? t('Contacted') : t('Due since')}</th>
              <th scope="col" className="tray-actions">
                <span className="visually-hidden">{t('What to do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.reportId}>
                <th scope="row" dir="auto">
                  {row.person.name}
                  <span className="tray-more">
                    <ReportLink {...row} onOpen={onOpen} /> · {KIND_WORDS[row.kind]} ·{' '}
                    {t('case {number}', { number: row.caseNumber })}
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
                    aria-label={t('{what} for {number}', {
                      what: done ? t('Correct…') : t('Note contact…'),
                      number: row.trackingNumber,
                    })}
                    onPress={() => setNoting(row)}
                  >
                    {done ? t('Correct…') : t('Note contact…')}
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
  if (!phone && !email) return <Missing>{t('neither phone nor e-mail')}</Missing>;
  return [phone ? phoneWords(phone) : null, email, bestTime ? t('best time: {bestTime}', { bestTime }) : null]
    .filter(Boolean)
    .join(' · ');
}
