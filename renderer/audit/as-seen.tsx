import { History } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import type { Output } from '#shared/ipc.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';

type Draw = (seen: Output<'audit.decision'>) => ReactNode;

/** Opens the report behind a decision as the officer saw it. */
export function AsSeen({ row, draw }: { row: DecisionRow; draw: Draw }) {
  const [open, setOpen] = useState(false);
  if (row.removed) return <Notice tone="info">{t('trail.thisReportWasRemoved')}</Notice>;
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <History className="icon" aria-hidden />
        {t('trail.showTheReportAsItWas')}
      </Button>
      {open && (
        <DialogFrame
          isOpen
          size="wide"
          title={t('trail.numberAsItWasSeen', { number: row.trackingNumber })}
          subtitle={t('trail.factsAndHistoryAtTheDecision')}
          onClose={() => setOpen(false)}
        >
          <Loaded id={row.id} draw={draw} />
        </DialogFrame>
      )}
    </>
  );
}

function Loaded({ id, draw }: { id: string; draw: Draw }) {
  const { value, error, slow, refresh } = useLive('audit.decision', { id });
  if (error !== null) return <ListError error={error} what="page" onRetry={refresh} />;
  if (value === undefined) return slow ? <Skeleton lines={10} label={t('trail.loading')} /> : null;
  if (value.report === null) return <Notice tone="info">{t('trail.thisReportWasRemoved')}</Notice>;
  return draw(value);
}
