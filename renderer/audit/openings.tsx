import { Eye } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Output } from '#shared/ipc.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ListError } from '../ui/list-error.tsx';
import { OpeningsTable } from '../ui/openings-table.tsx';
import { Pick } from '../ui/pick.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { Pager } from './pager.tsx';

type Officers = Output<'audit.officers'>['rows'];
const PAGE = 50;

/** Which reports an officer opened. */
export function Openings({ officers, onOpen }: { officers: Officers; onOpen: (reportId: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <Eye className="icon" aria-hidden />
        {t('trail.openedReports')}
      </Button>
      {open && (
        <DialogFrame
          isOpen
          size="wide"
          title={t('trail.openedReports')}
          subtitle={t('trail.whoOpenedWhat')}
          onClose={() => setOpen(false)}
        >
          <List officers={officers} onOpen={onOpen} />
        </DialogFrame>
      )}
    </>
  );
}

function List({ officers, onOpen }: { officers: Officers; onOpen: (reportId: string) => void }) {
  const [officerId, setOfficerId] = useState<string | undefined>(undefined);
  const [before, setBefore] = useState<readonly { at: string; id: string }[]>([]);
  const after = before.at(-1);
  const { value, error, slow, refresh } = useLive('audit.openings', {
    limit: PAGE,
    ...(officerId === undefined ? {} : { officerId }),
    ...(after === undefined ? {} : { afterAt: after.at, afterId: after.id }),
  });
  const last = value?.rows.at(-1);
  const first = before.length * PAGE;
  return (
    <div className="trail-openings">
      <Pick
        label={t('common.officer')}
        none={t('common.everyone')}
        options={officers.map(({ id, displayName }) => ({ id, words: displayName }))}
        chosen={officerId}
        onChoose={(id) => {
          setOfficerId(id);
          setBefore([]);
        }}
      />
      {error !== null && <ListError error={error} onRetry={refresh} />}
      {error === null && value === undefined && slow && <Skeleton lines={8} label={t('trail.loading')} />}
      {error === null && value !== undefined && (
        <OpeningsTable
          rows={value.rows}
          undone={value.undone}
          by={officerId === undefined ? 'both' : 'report'}
          onOpen={onOpen}
        />
      )}
      {error === null && value !== undefined && last !== undefined && (
        <Pager
          words={t('trail.openingsFromTo', { from: first + 1, to: first + value.rows.length })}
          onPrevious={before.length === 0 ? null : () => setBefore(before.slice(0, -1))}
          onNext={value.more ? () => setBefore([...before, { at: last.firstAt, id: last.id }]) : null}
        />
      )}
    </div>
  );
}
