import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { RMS_STATES, type RmsRow } from '#shared/domain/rms-package.ts';
import { ask } from '../bridge.ts';
import { plural, t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTask } from '../ui/use-task.ts';
import { ReportLink } from './report-link.tsx';

const STATE: Record<RmsRow['state'], string> = {
  refused: t('Refused'),
  queued: t('On its way'),
  delivered: t('Delivered'),
  cancelled: t('Cancelled'),
};
const EMPTY: Record<RmsRow['state'], string> = {
  refused: t('The records system took everything that it was given.'),
  queued: t('Nothing is on its way.'),
  delivered: t('Nothing has been delivered yet.'),
  cancelled: t('Nothing was cancelled.'),
};
/** The error tray first: it is what somebody must do something about. */
const ORDER = [...RMS_STATES].sort((a, b) => Number(b === 'refused') - Number(a === 'refused'));

/** What goes to the records system: first what it refused, with its reason, to be pushed again when that is mended. */
export function RecordsPage({ onOpen }: { onOpen: ((reportId: string) => void) | null }) {
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
      title={t('Records system')}
      lead={t(
        'Approved reports on their way to the records system. What it refused waits here with its reason; reading this list is recorded.',
      )}
      noun="package"
      empty={EMPTY[state]}
      icon={DatabaseZap}
      list={list}
      filters={
        <>
          <ToggleButtonGroup
            className="tray-states"
            aria-label={t('Which packages')}
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
          {task.error !== null && <ErrorNotice error={task.error} title={t('It was not pushed again')} />}
        </>
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label={t('Packages')}
          columns={[t('Case'), state === 'refused' ? t('Why it was refused') : t('What happened'), t('Since')]}
          rows={rows.map((row) => ({
            id: row.id,
            head: (
              <Two more={<ReportLink {...row} onOpen={onOpen} />}>
                {row.caseNumber} {row.kind === 'returned' && <Tag tone="warn">{t('approval taken back')}</Tag>}
              </Two>
            ),
            cells: [
              <Two key="reason" more={plural(row.attempts, 'tried {n} time', 'tried {n} times')}>
                {row.reason ?? (row.state === 'delivered' ? t('Taken.') : t('Not tried yet.'))}
              </Two>,
              <Since key="since" row={row} />,
            ],
            actions: row.state === 'refused' && (
              <Button
                className="button"
                aria-label={t('Push again: case {number}', { number: row.caseNumber })}
                isPending={task.busy === row.id}
                onPress={() => push(row)}
              >
                {t('Push again')}
              </Button>
            ),
          }))}
        />
      )}
    </ListPage>
  );
}

function Since({ row }: { row: RmsRow }) {
  if (row.deliveredAt !== null) return <DayTime at={row.deliveredAt} />;
  return (
    <>
      <TimeAgo at={row.refusedAt ?? row.queuedAt} />
      {row.state === 'queued' && row.nextAttemptAt !== null && row.attempts > 0 && (
        <span className="tray-more">
          {t('next try')} <DayTime at={row.nextAttemptAt} />
        </span>
      )}
    </>
  );
}
