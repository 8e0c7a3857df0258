import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { CourtesyRow } from '#shared/records-api.ts';
import { t } from '../t.ts';
import { ContactFirst } from '../ui/contact-first.tsx';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, OtherPart, Two } from '../ui/list-table.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Missing } from '../ui/tag.tsx';
import { COURTESY_WORDS, KIND_WORDS, LANGUAGE_WORDS, phoneWords } from '../wording/words.ts';
import { CourtesyDialog, safeToUse } from './courtesy-dialog.tsx';

/**
 * Lists reports approved a few weeks ago, so that someone can get back to the reporter: people complain when they never
 * hear back.
 */
export function CourtesyPage({ onOpen }: { onOpen: (reportId: string) => void }) {
  const [done, setDone] = useState(false);
  const list = usePart('courtesy.list', { done });
  const [noting, setNoting] = useState<CourtesyRow | null>(null);
  return (
    <ListPage
      title={t('common.courtesyContacts')}
      lead={t('trays.reportersWhoseReportWasApprovedA')}
      noun="contact"
      empty={done ? t('trays.noOneHasBeenContactedYet') : t('trays.noContactsDue')}
      icon={HeartHandshake}
      list={list}
      dialogs={
        noting !== null && <CourtesyDialog row={noting} onDone={list.live.refresh} onClose={() => setNoting(null)} />
      }
      filters={
        <OtherPart
          isShown={done}
          show={t('trays.showCompleted')}
          showing={t('trays.showingCompleted')}
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
          label={t('common.courtesyContacts')}
          columns={[t('common.reporter2'), t('trays.contactInfo'), done ? t('trays.contacted') : t('trays.dueSince')]}
          rows={rows.map((row) => ({
            id: row.reportId,
            head: (
              <Two
                more={
                  <>
                    <ReportLink {...row} onOpen={onOpen} /> · {KIND_WORDS[row.kind]} ·{' '}
                    <span className="tray-number">{t('trays.caseNumber', { number: row.caseNumber })}</span>
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
                  {COURTESY_WORDS[row.done.outcome]}, <DayTime at={row.done.at} />
                </Two>
              ),
            ],
            actions: (
              <Button
                className="button"
                aria-label={t('trays.whatForNumber', {
                  what: done ? t('trays.correct') : t('trays.logContact'),
                  number: row.trackingNumber,
                })}
                onPress={() => setNoting(row)}
              >
                {done ? t('trays.correct') : t('trays.logContact')}
              </Button>
            ),
          }))}
        />
      )}
    </ListPage>
  );
}

/** Shows how to reach a reporter, and which ways are not safe. */
export function Reach(person: CourtesyRow['person']) {
  const { bestTime, safeContact, interpreter } = person;
  const { phone, email } = safeToUse(person);
  const ways = [phone ? phoneWords(phone) : null, email, bestTime ? t('common.bestTimeBestTime', { bestTime }) : null];
  return (
    <>
      {!phone && !email ? <Missing>{t('trays.noPhoneOrEMail')}</Missing> : ways.filter(Boolean).join(' · ')}{' '}
      <ContactFirst safeContact={safeContact} interpreter={interpreter} />
    </>
  );
}
