import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { FoundReport } from '#shared/find-api.ts';
import { t } from '../t.ts';
import { Tag } from '../ui/tag.tsx';
import { PlaceHoldDialog } from './place-hold-dialog.tsx';

/** Actions for a read-only report: place a legal hold if there is none, and open the report for review if allowed. */
export function ReportTools({
  report: { id, trackingNumber, hold },
  onReview,
}: {
  report: FoundReport;
  /** Null for people who don't make decisions. */
  onReview: ((reportId: string) => void) | null;
}) {
  const [placing, setPlacing] = useState(false);
  const [placed, setPlaced] = useState(false);
  return (
    <>
      {onReview !== null && (
        <Button className="button" onPress={() => onReview(id)}>
          {t('find.openForReview')}
        </Button>
      )}
      {hold === null && !placed ? (
        <Button className="button" onPress={() => setPlacing(true)}>
          <Gavel className="icon" aria-hidden />
          {t('find.placeHoldEllipsis')}
        </Button>
      ) : hold === null ? (
        <Tag tone="warn" icon={Gavel}>
          <span role="status">{t('find.holdPlaced')}</span>
        </Tag>
      ) : (
        <Tag tone="warn" icon={Gavel} title={hold.why}>
          {t('find.heldByName', { name: hold.by.displayName })}
        </Tag>
      )}
      {placing && (
        <PlaceHoldDialog
          on={{ reportId: id, trackingNumber }}
          onDone={() => setPlaced(true)}
          onClose={() => setPlacing(false)}
        />
      )}
    </>
  );
}
