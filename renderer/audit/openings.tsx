import { Eye } from 'lucide-react';
import { useState } from 'react';
import { Button, type DateValue, FieldError, Input, Label, TextField } from 'react-aria-components';
import { plainTrackingNumber } from '#shared/domain/ids.ts';
import type { Output } from '#shared/ipc.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { addDays, startOfDay } from '../model/time.ts';
import { t } from '../t.ts';
import { Day } from '../ui/day.tsx';
import { useDesk } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { LastLoaded, shownOf } from '../ui/last-loaded.tsx';
import { ListError } from '../ui/list-error.tsx';
import { OpeningsTable } from '../ui/openings-table.tsx';
import { Pick } from '../ui/pick.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { officerOptions } from './officer-options.ts';
import { Pager } from './pager.tsx';

type Officers = Output<'audit.officers'>['rows'];
const PAGE = 50;

/**
 * Lists who opened which reports, filtered by tracking number, date and officer.
 * @param about tracking number to filter by at first, if any; the button then asks who opened this report.
 */
export function Openings({
  officers,
  about,
  onOpen,
}: {
  officers: Officers;
  about?: string;
  onOpen: (reportId: string) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <Eye className="icon" aria-hidden />
        {about === undefined ? t('trail.openedReports') : t('trail.whoOpenedIt')}
      </Button>
      {open && (
        <DialogFrame
          isOpen
          size="wide"
          title={t('trail.openedReports')}
          subtitle={t('trail.whoOpenedWhat')}
          onClose={() => setOpen(false)}
        >
          <List officers={officers} about={about ?? ''} onOpen={onOpen} />
        </DialogFrame>
      )}
    </>
  );
}

function List({ officers, about, onOpen }: { officers: Officers; about: string; onOpen: (reportId: string) => void }) {
  const [officerId, setOfficerId] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState(about);
  const [days, setDays] = useState<{ from: DateValue | null; to: DateValue | null }>({ from: null, to: null });
  const [before, setBefore] = useState<readonly { at: string; id: string }[]>([]);
  const { zone } = useDesk();
  const asked = useDebounced(typed).trim();
  const number = plainTrackingNumber(asked);
  // Send no request for a partial number: it would list every opening, not those of one report.
  const isHalf = asked !== '' && number === null;
  const change = (set: () => void) => {
    set();
    setBefore([]);
  };
  const after = before.at(-1);
  const query = {
    limit: PAGE,
    ...(officerId === undefined ? {} : { officerId }),
    ...(number === null ? {} : { trackingNumber: number }),
    ...(days.from === null ? {} : { from: startOfDay(days.from.toString(), zone) }),
    ...(days.to === null ? {} : { to: startOfDay(addDays(days.to.toString(), 1), zone) }),
    ...(after === undefined ? {} : { afterAt: after.at, afterId: after.id }),
  };
  const live = useLive('audit.openings', isHalf ? null : query);
  const { error, slow, refresh } = live;
  const shown = isHalf ? undefined : shownOf(live);
  const last = shown?.rows.at(-1);
  const first = before.length * PAGE;
  return (
    <div className="trail-openings">
      <div className="audit-filters" role="search" aria-label={t('trail.openedReports')}>
        <TextField
          className="field"
          value={typed}
          onChange={(next) => change(() => setTyped(next))}
          maxLength={60}
          autoComplete="off"
          isInvalid={isHalf}
        >
          <Label className="filter-label">{t('trail.reportNumber')}</Label>
          <Input className="input" placeholder={t('trail.numberExample')} spellCheck={false} />
          <FieldError className="field-error">{t('trail.wholeNumber')}</FieldError>
        </TextField>
        <Day label={t('audit.from')} value={days.from} onChange={(from) => change(() => setDays({ ...days, from }))} />
        <Day label={t('audit.to')} value={days.to} onChange={(to) => change(() => setDays({ ...days, to }))} />
        <Pick
          label={t('common.officer')}
          none={t('common.everyone')}
          options={officerOptions(officers)}
          chosen={officerId}
          onChoose={(id) => change(() => setOfficerId(id))}
        />
      </div>
      {error !== null && shown === undefined && <ListError error={error} onRetry={refresh} />}
      <LastLoaded live={live} />
      {error === null && live.value === undefined && slow && <Skeleton lines={8} label={t('trail.loading')} />}
      {shown !== undefined && (
        <OpeningsTable
          rows={shown.rows}
          undone={shown.undone}
          by={officerId === undefined ? 'both' : 'report'}
          onOpen={onOpen}
        />
      )}
      {shown !== undefined && last !== undefined && (
        <Pager
          words={t('trail.openingsFromTo', { from: first + 1, to: first + shown.rows.length })}
          onPrevious={before.length === 0 ? null : () => setBefore(before.slice(0, -1))}
          onNext={shown.more ? () => setBefore([...before, { at: last.firstAt, id: last.id }]) : null}
        />
      )}
    </div>
  );
}
