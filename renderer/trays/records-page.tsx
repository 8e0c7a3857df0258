import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { RMS_STATES, type RmsRow } from '#shared/domain/rms-package.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';

const STATE: Record<RmsRow['state'], string> = {
  refused: t('trays.notAccepted'),
  queued: t('trays.inTransit'),
  delivered: t('trays.delivered'),
  canceled: t('trays.canceled'),
};
const EMPTY: Record<RmsRow['state'], string> = {
  refused: t('trays.theRecordsSystemHasAcceptedEverything'),
  queued: t('trays.nothingInTransit'),
  delivered: t('trays.nothingDeliveredYet'),
  canceled: t('trays.nothingCanceled'),
};
/** Rejected entries come first, because they need attention. */
const ORDER = [...RMS_STATES].sort((a, b) => Number(b === 'refused') - Number(a === 'refused'));

/**
 * Lists exports to the records system. Rejected exports come first, with the reason, so that they can be fixed and sent
 * again.
 */
export function RecordsPage({ onOpen }: { onOpen: (reportId: string) => void }) {
  const [state, setState] = useState<RmsRow['state']>('refused');
  const list = usePart('rms.list', { state });
  const task = useTask();
  const push = ({ id }: RmsRow) =>
    task.run(id, async () => {
      await ask('rms.push', { packageId: id });
      list.live.refresh();
    });
  return (
    <ListPage
      title={t('common.recordsSystem')}
      lead={t('trays.approvedReportsOnTheirWayTo')}
      noun="package"
      empty={EMPTY[state]}
      icon={DatabaseZap}
      list={list}
      filters={
        <>
          <ToggleButtonGroup
            className="tray-states"
            aria-label={t('trays.show')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[state]}
            onSelectionChange={(keys) => {
              const [next] = [...keys] as RmsRow['state'][];
              if (next !== undefined) setState(next);
              list.setOffset(0);
            }}
          >
            {ORDER.map((one) => (
              <ToggleButton className="button filter-button" id={one} key={one}>
                {STATE[one]}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {task.error !== null && <ErrorNotice error={task.error} title={t('trays.notSentAgain')} />}
        </>
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label={t('trays.packages')}
          columns={[
            t('trays.case'),
            state === 'refused' ? t('trays.reasonNotAccepted') : t('trays.whatHappened'),
            t('trays.since'),
          ]}
          rows={rows.map((row) => ({
            id: row.id,
            head: (
              <Two more={<ReportLink {...row} onOpen={onOpen} />}>
                {row.caseNumber} {row.kind === 'returned' && <Tag tone="warn">{t('trays.reportReopened')}</Tag>}
                {row.kind === 'recovered' && <Tag>{t('trays.propertyFound')}</Tag>}
                {row.kind === 'supplement' && <Tag>{t('trays.supplement')}</Tag>}
              </Two>
            ),
            cells: [
              <Two key="reason" more={t('common.triedNTimes', { n: row.attempts })}>
                {row.reason ?? (row.state === 'delivered' ? acceptedAs(row) : t('trays.notSentYet'))}
              </Two>,
              <Since key="since" row={row} />,
            ],
            actions: row.state === 'refused' && (
              <Button
                className="button"
                aria-label={t('trays.sendAgainCaseNumber', { number: row.caseNumber })}
                isPending={task.busy === row.id}
                onPress={() => push(row)}
              >
                {t('trays.sendAgain')}
              </Button>
            ),
          }))}
        />
      )}
    </ListPage>
  );
}

const acceptedAs = ({ rmsNumber: number }: RmsRow) =>
  number === null ? t('trays.accepted') : t('trays.acceptedAs', { number });

function Since({ row }: { row: RmsRow }) {
  if (row.deliveredAt !== null) return <DayTime at={row.deliveredAt} />;
  return (
    <>
      <TimeAgo at={row.refusedAt ?? row.queuedAt} />
      {row.state === 'queued' && row.nextAttemptAt !== null && row.attempts > 0 && (
        <span className="tray-more">
          {t('trays.nextAttempt')} <DayTime at={row.nextAttemptAt} />
        </span>
      )}
    </>
  );
}
