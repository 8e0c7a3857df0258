import { MailCheck, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { MOST_LETTERS, type PaperRow } from '#shared/person-api.ts';
import { ask } from '../bridge.ts';
import { plural, t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, OtherPart, Two } from '../ui/list-table.tsx';
import { ListPage, useSearchedList } from '../ui/server-list.tsx';
import { Missing, Tag } from '../ui/tag.tsx';
import { ChooseBox } from '../ui/tick.tsx';
import { useTask } from '../ui/use-task.ts';
import { LANGUAGE_WORDS } from '../ui/words.ts';
import { ConfirmPrinted } from './confirm-printed.tsx';
import { ReportLink } from './report-link.tsx';

const WHY: Record<PaperRow['why'], string> = {
  no_email: t('Wants letters, or has no e-mail'),
  undelivered: t('The mail did not arrive'),
};
/** Stands for all that are chosen where one row's id stands otherwise. */
const CHOSEN = 'chosen';

/** Letters that go by post: saved as a PDF, printed, and then marked, so that nobody's letter is forgotten or sent twice. */
export function LettersPage({ onOpen }: { onOpen: ((reportId: string) => void) | null }) {
  const [printed, setPrinted] = useState(false);
  const list = useSearchedList('papers.list', { printed });
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<readonly PaperRow[]>([]);
  const task = useTask();
  const shown = list.live.value?.rows ?? [];
  const chosen = shown.filter(({ id }) => chosenIds.has(id)).slice(0, MOST_LETTERS);

  const save = (key: string, letters: readonly PaperRow[]) =>
    task.run(key, async () => {
      const answer = await ask('papers.save', {
        letters: letters.map(({ id, trackingNumber, kind }) => ({ id, trackingNumber, kind })),
      });
      if (!answer.saved) return;
      setSaved(new Set([...saved, ...letters.map(({ id }) => id)]));
      if (key === CHOSEN && !printed) setAsking(letters);
    });
  const mark = (key: string, letters: readonly PaperRow[]) =>
    task.run(key, async () => {
      await ask('papers.printed', { ids: letters.map(({ id }) => id) });
      setAsking([]);
      setChosenIds(new Set());
      list.live.refresh();
    });
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(chosenIds);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setChosenIds(next);
  };

  const showPart = (next: boolean) => {
    setPrinted(next);
    setChosenIds(new Set());
    list.setOffset(0);
  };

  return (
    <ListPage
      title={t('Letters to print')}
      lead={t(
        'For people without e-mail, who want letters, or whose mail did not arrive. The saved PDF is yours to look after: print it, then delete it.',
      )}
      search={t('Person or tracking number')}
      noun="letter"
      elsewhere={{
        label: printed ? t('Look among those that wait') : t('Look among those that were printed'),
        onPress: () => showPart(!printed),
      }}
      empty={printed ? t('Nothing has been printed yet.') : t('Everybody who waits for a letter has one.')}
      icon={MailCheck}
      list={list}
      dialogs={
        asking.length > 0 && (
          <ConfirmPrinted
            letters={asking}
            isBusy={task.busy === CHOSEN}
            onPrinted={() => mark(CHOSEN, asking)}
            onClose={() => setAsking([])}
          />
        )
      }
      filters={
        <>
          <OtherPart
            isShown={printed}
            show={t('Show those that were printed')}
            showing={t('Showing those that were printed')}
            onChange={showPart}
          />
          {chosen.length > 0 && (
            <Button
              className="button button-primary"
              isPending={task.busy === CHOSEN}
              onPress={() => save(CHOSEN, chosen)}
            >
              <Printer className="icon" aria-hidden />
              {plural(chosen.length, 'Save {n} letter as a PDF…', 'Save {n} letters as one PDF…')}
            </Button>
          )}
          {task.error !== null && <ErrorNotice error={task.error} title={t('That could not be done')} />}
        </>
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label={t('Letters')}
          columns={[t('Person'), t('Letter'), printed ? t('Printed') : t('Waiting since')]}
          choose={
            <ChooseBox
              label={t('Choose all on this page')}
              isOn={chosen.length === rows.length}
              isSome={chosen.length > 0}
              onChange={(isOn) =>
                choose(
                  rows.map(({ id }) => id),
                  isOn,
                )
              }
            />
          }
          rows={rows.map((row) => ({
            id: row.id,
            choose: (
              <ChooseBox
                label={t('Choose the letter for {number}', { number: row.trackingNumber })}
                isOn={chosenIds.has(row.id)}
                onChange={(isOn) => choose([row.id], isOn)}
              />
            ),
            head: <Two more={row.address ?? <Missing>{t('no address: call')}</Missing>}>{row.person}</Two>,
            cells: [
              <Two
                key="letter"
                more={
                  <>
                    <ReportLink {...row} onOpen={onOpen} /> · {LANGUAGE_WORDS[row.language]} · {WHY[row.why]}
                  </>
                }
              >
                {row.subject}
              </Two>,
              row.printed === null ? (
                <TimeAgo key="time" at={row.queuedAt} />
              ) : (
                <Two key="time" more={row.printed.by}>
                  <DayTime at={row.printed.at} />
                </Two>
              ),
            ],
            actions: (
              <>
                {saved.has(row.id) && row.printed === null && <Tag tone="ok">{t('saved')}</Tag>}
                <Button
                  className="button"
                  aria-label={t('Save PDF… of the letter for {number}', { number: row.trackingNumber })}
                  isPending={task.busy === row.id}
                  onPress={() => save(row.id, [row])}
                >
                  <Printer className="icon" aria-hidden />
                  {t('Save PDF…')}
                </Button>
                {row.printed === null && (
                  <Button
                    className={saved.has(row.id) ? 'button button-primary' : 'button'}
                    aria-label={t('Printed: the letter for {number}', { number: row.trackingNumber })}
                    isPending={task.busy === row.id}
                    onPress={() => mark(row.id, [row])}
                  >
                    {t('Printed')}
                  </Button>
                )}
              </>
            ),
          }))}
        />
      )}
    </ListPage>
  );
}
