import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { RMS_STATES, type RmsRow } from '#shared/domain/rms-package.ts';
import { ask } from '../bridge.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { ListPage, usePart } from '../ui/server-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTask } from '../ui/use-task.ts';
import { count } from '../ui/words.ts';
import { ReportLink } from './report-link.tsx';

const STATE: Record<RmsRow['state'], string> = {
  refused: 'Refused',
  queued: 'On its way',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
};
const EMPTY: Record<RmsRow['state'], string> = {
  refused: 'The records system took everything that it was given.',
  queued: 'Nothing is on its way.',
  delivered: 'Nothing has been delivered yet.',
  cancelled: 'Nothing was cancelled.',
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
      title="Records system"
      lead="Approved reports on their way to the records system. What it refused waits here with its reason; reading this list is recorded."
      noun="package"
      empty={EMPTY[state]}
      icon={DatabaseZap}
      list={list}
      filters={
        <>
          <ToggleButtonGroup
            className="tray-states"
            aria-label="Which packages"
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
          {task.error !== null && <ErrorNotice error={task.error} title="It was not pushed again" />}
        </>
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label="Packages"
          columns={['Case', state === 'refused' ? 'Why it was refused' : 'What happened', 'Since']}
          rows={rows.map((row) => ({
            id: row.id,
            head: (
              <Two more={<ReportLink {...row} onOpen={onOpen} />}>
                {row.caseNumber} {row.kind === 'returned' && <Tag tone="warn">approval taken back</Tag>}
              </Two>
            ),
            cells: [
              <Two key="reason" more={`tried ${count(row.attempts, 'time')}`}>
                {row.reason ?? (row.state === 'delivered' ? 'Taken.' : 'Not tried yet.')}
              </Two>,
              <Since key="since" row={row} />,
            ],
            actions: row.state === 'refused' && (
              <Button
                className="button button-primary"
                aria-label={`Push again: case ${row.caseNumber}`}
                isPending={task.busy === row.id}
                onPress={() => push(row)}
              >
                Push again
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
          next try <DayTime at={row.nextAttemptAt} />
        </span>
      )}
    </>
  );
}
