import { MailCheck, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { PaperRow } from '#shared/person-api.ts';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Missing, Tag } from '../ui/tag.tsx';
import { useTask } from '../ui/use-task.ts';
import { LANGUAGE_WORDS } from '../ui/words.ts';
import { ReportLink } from './report-link.tsx';

const WHY: Record<PaperRow['why'], string> = {
  no_email: t('No e-mail address'),
  undelivered: t('The mail did not arrive'),
};

/** Letters that go by post: saved as a PDF, printed, and then marked, so that nobody's letter is forgotten or sent twice. */
export function LettersPage({ onOpen }: { onOpen: ((reportId: string) => void) | null }) {
  const [printed, setPrinted] = useState(false);
  const list = usePart('papers.list', { printed });
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  const task = useTask();
  const save = ({ id, trackingNumber, kind }: PaperRow) =>
    task.run(id, async () => {
      const answer = await ask('papers.save', { id, trackingNumber, kind });
      if (answer.saved) setSaved(new Set([...saved, id]));
    });
  const mark = ({ id }: PaperRow) =>
    task.run(id, async () => {
      await ask('papers.printed', { id });
      list.live.refresh();
    });
  return (
    <ListPage
      title={t('Letters to print')}
      lead={t(
        'For people without e-mail, or whose mail did not arrive. The saved PDF is yours to look after: print it, then delete it.',
      )}
      noun="letter"
      empty={printed ? t('Nothing has been printed yet.') : t('Everybody who waits for a letter has one.')}
      icon={MailCheck}
      list={list}
      filters={
        <>
          <ToggleButton
            className="button filter-button"
            isSelected={printed}
            onChange={(next) => {
              setPrinted(next);
              list.setOffset(0);
            }}
          >
            {printed ? t('Showing those that were printed') : t('Show those that were printed')}
          </ToggleButton>
          {task.error !== null && <ErrorNotice error={task.error} title={t('That letter could not be handled')} />}
        </>
      }
    >
      {(rows) => (
        <table className="tray-table" aria-label={t('Letters')}>
          <thead>
            <tr>
              <th scope="col">{t('Person')}</th>
              <th scope="col">{t('Letter')}</th>
              <th scope="col">{printed ? t('Printed') : t('Waiting')}</th>
              <th scope="col" className="tray-actions">
                <span className="visually-hidden">{t('What to do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" dir="auto">
                  {row.person}
                  <span className="tray-more">{row.address ?? <Missing>{t('no address: call')}</Missing>}</span>
                </th>
                <td>
                  {row.subject}
                  <span className="tray-more">
                    <ReportLink {...row} onOpen={onOpen} /> · {LANGUAGE_WORDS[row.language]} · {WHY[row.why]}
                  </span>
                </td>
                <td>
                  {row.printed === null ? (
                    <TimeAgo at={row.queuedAt} />
                  ) : (
                    <>
                      <DayTime at={row.printed.at} />
                      <span className="tray-more">{row.printed.by}</span>
                    </>
                  )}
                </td>
                <td className="tray-actions">
                  {saved.has(row.id) && row.printed === null && <Tag tone="ok">{t('saved')}</Tag>}
                  <Button
                    className="button"
                    aria-label={t('Save PDF… of the letter for {number}', { number: row.trackingNumber })}
                    isPending={task.busy === row.id}
                    onPress={() => save(row)}
                  >
                    <Printer className="icon" aria-hidden />
                    {t('Save PDF…')}
                  </Button>
                  {row.printed === null && (
                    <Button
                      className={saved.has(row.id) ? 'button button-primary' : 'button'}
                      aria-label={t('Printed: the letter for {number}', { number: row.trackingNumber })}
                      isPending={task.busy === row.id}
                      onPress={() => mark(row)}
                    >
                      {t('Printed')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ListPage>
  );
}
