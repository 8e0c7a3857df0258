import { MailCheck, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { MOST_LETTERS, type PaperRow } from '#shared/person-api.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, OtherPart, Two } from '../ui/list-table.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { ListPage, useSearchedList } from '../ui/server-list.tsx';
import { Missing, Tag } from '../ui/tag.tsx';
import { ChooseBox } from '../ui/tick.tsx';
import { LANGUAGE_WORDS } from '../wording/words.ts';
import { ConfirmPrinted } from './confirm-printed.tsx';

const WHY: Record<PaperRow['why'], string> = {
  no_email: t('trays.prefersMailOrHasNoE'),
  undelivered: t('trays.theEMailBounced'),
};
/**
 * Whether a letter can be mailed with the others. Without an address, somebody calls the reporter or hands over the
 * letter.
 */
const isMailable = ({ address }: PaperRow): boolean => address !== null && address !== '';
const markWords = (row: PaperRow): string => (isMailable(row) ? t('trays.markPrinted') : t('trays.markHandled'));
const markLabel = (row: PaperRow): string => {
  const { trackingNumber: number } = row;
  return isMailable(row)
    ? t('trays.markPrintedLetterForNumber', { number })
    : t('trays.markHandledLetterForNumber', { number });
};
const doneWords = (row: PaperRow, name: string): string =>
  isMailable(row) ? t('trays.printedByName', { name }) : t('trays.handledByName', { name });
/** Stands in for a row id when an action applies to all selected rows. */
const CHOSEN = 'chosen';

/** Letters to be mailed: saved as a PDF, printed, then marked as printed, so that no letter is forgotten or sent twice. */
export function LettersPage({ onOpen }: { onOpen: (reportId: string) => void }) {
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
      title={t('common.lettersToPrint')}
      lead={t('trays.forReportersWhoHaveNoE')}
      search={t('trays.reporterOrTrackingNumber')}
      noun="letter"
      elsewhere={{
        label: printed ? t('trays.searchThoseWaiting') : t('trays.searchThosePrinted'),
        onPress: () => showPart(!printed),
      }}
      empty={printed ? t('trays.nothingHasBeenPrintedYet') : t('trays.noLettersWaitingToBePrinted')}
      icon={MailCheck}
      list={list}
      dialogs={
        asking.length > 0 && (
          <ConfirmPrinted
            letters={asking}
            isBusy={task.busy === CHOSEN}
            error={task.error}
            onPrinted={() => mark(CHOSEN, asking)}
            onClose={() => setAsking([])}
          />
        )
      }
      filters={
        <>
          <OtherPart
            isShown={printed}
            show={t('trays.showPrinted')}
            showing={t('trays.showingPrinted')}
            onChange={showPart}
          />
          {chosen.length > 0 && (
            <Button
              className="button button-primary"
              isPending={task.busy === CHOSEN}
              onPress={() => save(CHOSEN, chosen)}
            >
              <Printer className="icon" aria-hidden />
              {t('trays.saveNLettersAsOnePdf', { n: chosen.length })}
            </Button>
          )}
          {task.error !== null && asking.length === 0 && (
            <ErrorNotice error={task.error} title={t('trays.thatDidntWork')} />
          )}
        </>
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label={t('trays.letters')}
          columns={[
            t('common.reporter2'),
            t('common.letter'),
            printed ? t('trays.printedOrHandled') : t('trays.waitingSince'),
          ]}
          choose={
            <ChooseBox
              label={t('trays.selectAllOnThisPage')}
              isOn={chosen.length > 0 && chosen.length === rows.filter(isMailable).length}
              isSome={chosen.length > 0}
              onChange={(isOn) =>
                choose(
                  rows.filter(isMailable).map(({ id }) => id),
                  isOn,
                )
              }
            />
          }
          rows={rows.map((row) => ({
            id: row.id,
            choose: isMailable(row) && (
              <ChooseBox
                label={t('trays.selectTheLetterForNumber', { number: row.trackingNumber })}
                isOn={chosenIds.has(row.id)}
                onChange={(isOn) => choose([row.id], isOn)}
              />
            ),
            head: <Two more={<Address row={row} />}>{row.person}</Two>,
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
                <Two key="time" more={doneWords(row, row.printed.by)}>
                  <DayTime at={row.printed.at} />
                </Two>
              ),
            ],
            actions: (
              <>
                {saved.has(row.id) && row.printed === null && <Tag tone="ok">{t('trays.saved')}</Tag>}
                <Button
                  className="button"
                  aria-label={t('trays.savePdfOfTheLetterFor', { number: row.trackingNumber })}
                  isPending={task.busy === row.id}
                  onPress={() => save(row.id, [row])}
                >
                  <Printer className="icon" aria-hidden />
                  {t('trays.savePdf')}
                </Button>
                {row.printed === null && (
                  <Button
                    className={saved.has(row.id) ? 'button button-primary' : 'button'}
                    aria-label={markLabel(row)}
                    isPending={task.busy === row.id}
                    onPress={() => mark(row.id, [row])}
                  >
                    {markWords(row)}
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

function Address({ row: { address, isSafe } }: { row: PaperRow }) {
  if (!isSafe) return <Tag tone="danger">{t('trays.noMailCall')}</Tag>;
  return address ?? <Missing>{t('trays.noAddressCall')}</Missing>;
}
