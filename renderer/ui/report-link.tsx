import { Button } from 'react-aria-components';
import { t } from '../t.ts';

/** A report's tracking number, which opens the report. */
export function ReportLink({
  reportId,
  trackingNumber,
  onOpen,
}: {
  reportId: string;
  trackingNumber: string;
  onOpen: (reportId: string) => void;
}) {
  return (
    <Button
      className="button button-link cell-number"
      aria-label={t('trays.openNumber', { number: trackingNumber })}
      onPress={() => onOpen(reportId)}
    >
      {trackingNumber}
    </Button>
  );
}
