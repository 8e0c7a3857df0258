import { Gavel, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { AppealRow } from '#shared/domain/second-review.ts';
import { shortDay } from '../model/time.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { KIND_WORDS } from '../wording/words.ts';

/** Appeals waiting for a supervisor, oldest first. They are decided on the report itself. */
export function AppealsPage({ onOpen }: { onOpen: (reportId: string) => void }) {
  const list = usePart('appeals.list', {});
  const toReview = list.live.value?.toReview ?? 0;
  const titles = useTitles();
  return (
    <ListPage
      title={t('second-review.appeals')}
      lead={t('second-review.appealsLead')}
      noun="appeal"
      icon={Gavel}
      list={list}
      filters={toReview > 0 && <Notice tone="info">{t('second-review.appealsAfterReview', { n: toReview })}</Notice>}
    >
      {(rows) => (
        <ListTable
          look="tray"
          isNumber
          label={t('second-review.appeals')}
          columns={[
            t('second-review.report'),
            t('second-review.due'),
            t('second-review.whyAppealed'),
            t('second-review.firstDecision'),
          ]}
          rows={rows.map((row) => ({
            id: row.reportId,
            head: (
              <Two more={KIND_WORDS[row.kind]}>
                <span className="cell-number">{row.trackingNumber}</span>
              </Two>
            ),
            cells: [
              <Due key="due" row={row} />,
              <span key="text" className="appeal-text" dir="auto">
                {row.text === '' ? <span className="faint">{t('second-review.noText')}</span> : row.text}
              </span>,
              <First key="first" row={row} reason={titles.reason} />,
            ],
            actions: (
              <Button
                className="button button-primary"
                aria-label={t('trays.openNumber', { number: row.trackingNumber })}
                onPress={() => onOpen(row.reportId)}
              >
                {t('start.open')}
              </Button>
            ),
          }))}
        />
      )}
    </ListPage>
  );
}

function Due({ row: { dueDay, isOverdue, appealedAt } }: { row: AppealRow }) {
  return (
    <Two more={rich('second-review.appealedOn', { when: <DayTime at={appealedAt} /> })}>
      {shortDay(dueDay)}{' '}
      {isOverdue && (
        <Tag tone="danger" icon={TriangleAlert}>
          {t('second-review.overdue')}
        </Tag>
      )}
    </Two>
  );
}

function First({ row, reason }: { row: AppealRow; reason: (code: string) => string }) {
  const { first, isOwn, mayDecide } = row;
  return (
    <>
      {first !== null && (
        <Two
          more={
            <>
              {first.by} · <DayTime at={first.at} />
            </>
          }
        >
          {reason(first.reasonCode)}
        </Two>
      )}
      {isOwn && (
        <span className="appeal-own">
          <TriangleAlert className="tag-icon" aria-hidden />{' '}
          {mayDecide ? t('second-review.ownDecisionAlone') : t('second-review.ownDecision')}
        </span>
      )}
    </>
  );
}
