import { isInfected } from '#shared/domain/attachment.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

/** The malware scanner's results for a report's files. */
export function Scans({ files }: { files: readonly AttachmentMeta[] }) {
  const waiting = files.filter((one) => one.scan === undefined);
  return (
    <>
      {files.filter(isInfected).map((one) => (
        <Notice key={one.id} tone="danger">
          {t('report.infected', { name: one.name, found: one.scan?.found ?? '' })}
        </Notice>
      ))}
      {waiting.length > 0 && (
        <p className="faint">{t('report.notScanned', { names: waiting.map((one) => one.name).join(', ') })}</p>
      )}
      {files.every((one) => one.scan?.state === 'clean') && (
        <p className="faint">{t('report.scannedClean', { count: files.length })}</p>
      )}
    </>
  );
}
