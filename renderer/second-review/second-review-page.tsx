import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { ReviewTrayRow } from '#shared/domain/second-review.ts';
import { ask } from '../bridge.ts';
import { useNewAnswers } from '../hooks/use-supervisor-counts.ts';
import { useTask } from '../hooks/use-task.ts';
import { shortDay } from '../model/time.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, OtherPart, Two } from '../ui/list-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { KIND_WORDS } from '../wording/words.ts';
import { OpenedBy } from './opened-by.tsx';
import { OutcomeTag } from './outcome-tag.tsx';
import { RatesDialog } from './rates-dialog.tsx';
import { ReviewPage, type ReviewPageProps } from './review-page.tsx';
import { UnblindDialog } from './unblind-dialog.tsx';

/** The decisions waiting for a second review, or the one being reviewed. */
export function SecondReviewPage(props: ReviewPageProps) {
  const [done, setDone] = useState(false);
  const [open, setOpen] = useState<ReviewTrayRow | null>(null);
  const [showing, setShowing] = useState<ReviewTrayRow | null>(null);
  const [areRatesOpen, setRatesOpen] = useState(false);
  const list = usePart('reviews.tray', { part: done ? 'done' : 'open' });
  const answers = useNewAnswers();
  const task = useTask();
  const takeOver = (row: ReviewTrayRow) =>
    task.run(row.sampleId, async () => {
      await ask('reviews.take-over', { sampleId: row.sampleId });
      setOpen(row);
    });
  const showDone = (next: boolean) => {
    setDone(next);
    list.setOffset(0);
  };
  if (open !== null) {
    const leave = (next: ReviewTrayRow | null) => {
      setOpen(next);
      list.live.refresh();
    };
    const next = nextReview(list.live.value?.rows ?? [], open.sampleId);
    return (
      <ReviewPage
        key={open.sampleId}
        row={open}
        onBack={() => leave(null)}
        onNext={next === undefined ? null : () => leave(next)}
        {...props}
      />
    );
  }
  return (
    <ListPage
      title={t('second-review.title')}
      lead={t('second-review.lead')}
      noun="review"
      empty={done ? t('second-review.noneDone') : t('second-review.noneExplained')}
      icon={ClipboardCheck}
      list={list}
      tools={
        <Button className="button" onPress={() => setRatesOpen(true)}>
          {t('second-review.rates')}
        </Button>
      }
      dialogs={
        <>
          {areRatesOpen && <RatesDialog onClose={() => setRatesOpen(false)} />}
          {showing !== null && <UnblindDialog row={showing} onOpen={props.onOpen} onClose={() => setShowing(null)} />}
        </>
      }
      filters={
        <>
          <OtherPart
            isShown={done}
            show={t('second-review.showDone')}
            showing={t('second-review.showingDone')}
            onChange={showDone}
          />
          {answers > 0 && !done && (
            <Notice
              tone="info"
              actions={
                <Button className="button" onPress={() => showDone(true)}>
                  {t('second-review.showAnswers')}
                </Button>
              }
            >
              {t('second-review.nNewAnswers', { n: answers })}
            </Notice>
          )}
          {task.error !== null && <ErrorNotice error={task.error} title={t('second-review.notTakenOver')} />}
          {!props.online && list.live.error === null && <Notice tone="info">{t('second-review.offline')}</Notice>}
        </>
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label={t('second-review.title')}
          columns={[
            t('second-review.report'),
            t('second-review.received'),
            done ? t('second-review.outcome') : t('second-review.openedBy'),
          ]}
          rows={rows.map((row) => ({
            id: row.sampleId,
            head: (
              <Two more={`${KIND_WORDS[row.kind]} · ${t('second-review.weekOf', { day: shortDay(row.week) })}`}>
                <span className="cell-number">{row.trackingNumber}</span>
              </Two>
            ),
            cells: [
              <DayTime key="received" at={row.receivedAt} />,
              row.outcome === null || row.closedAt === null ? (
                <OpenedBy key="more" row={row} />
              ) : (
                <Two
                  key="more"
                  more={
                    <>
                      {row.reviewer} · <DayTime at={row.closedAt} />
                    </>
                  }
                >
                  <OutcomeTag outcome={row.outcome} />{' '}
                  {row.newAnswer && <Tag tone="accent">{t('second-review.newAnswer')}</Tag>}
                </Two>
              ),
            ],
            actions: (
              <>
                <Button
                  className={row.part === 'done' ? 'button' : 'button button-primary'}
                  aria-label={LABELS[row.part](row.trackingNumber)}
                  isDisabled={!props.online}
                  isPending={task.busy === row.sampleId}
                  onPress={() => (row.part === 'left' ? takeOver(row) : setOpen(row))}
                >
                  {BUTTONS[row.part]}
                </Button>
                {row.part === 'waiting' && (
                  <Button
                    className="button"
                    aria-label={t('second-review.showNumberWithoutReview', { number: row.trackingNumber })}
                    isDisabled={!props.online}
                    onPress={() => setShowing(row)}
                  >
                    {t('second-review.showWithoutReview')}
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

/** The next waiting review in the list after this one, or else the first one before it. */
function nextReview(rows: readonly ReviewTrayRow[], sampleId: string): ReviewTrayRow | undefined {
  const at = rows.findIndex((row) => row.sampleId === sampleId);
  return [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].find(
    ({ part }) => part === 'waiting' || part === 'begun',
  );
}

const BUTTONS: Record<ReviewTrayRow['part'], string> = {
  waiting: t('second-review.review'),
  begun: t('second-review.continue'),
  left: t('second-review.takeOver'),
  done: t('second-review.show'),
};
const LABELS: Record<ReviewTrayRow['part'], (number: string) => string> = {
  waiting: (number) => t('second-review.reviewNumber', { number }),
  begun: (number) => t('second-review.continueNumber', { number }),
  left: (number) => t('second-review.takeOverNumber', { number }),
  done: (number) => t('second-review.showNumber', { number }),
};
