import { toCsv } from '#shared/domain/figure-table.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import { askWhere, saveFile } from './save-file.ts';
import { windowAsPdf } from './window.ts';
import { t } from './words.ts';

export type PaperDeps = {
  ask: AskWorker;
  /** Whether the window may currently see report data. */
  mayRead: () => boolean;
};

/** Exports that an officer saves as files: the open report, letters to print, the audit log, and figures. */
export function createPapers({ ask, mayRead }: PaperDeps) {
  return {
    /** Saves the open report as a PDF, rendered with its print style sheet on US Letter. @throws AppError not_saved */
    reportPdf: async ({ trackingNumber }: Parsed<'report.pdf'>): Promise<Output<'report.pdf'>> => {
      // Render first: while the save dialog is open, the window may switch to another report.
      const bytes = await windowAsPdf();
      const path = await askWhere(t('menu.saveReport'), `${trackingNumber}.pdf`, mayRead);
      if (path !== null) await saveFile(path, bytes);
      return { saved: path !== null };
    },
    /** @throws AppError not_found, not_saved, or the reason the server could not be reached */
    save: async ({ letters }: Parsed<'papers.save'>): Promise<Output<'papers.save'>> => {
      const bytes = await ask('read-papers', { letterIds: letters.map(({ id }) => id) });
      const [only] = letters;
      const path =
        only !== undefined && letters.length === 1
          ? await askWhere(
              t('menu.saveLetter'),
              `${only.trackingNumber} ${only.kind.replaceAll('_', '-')}.pdf`,
              mayRead,
            )
          : await askWhere(t('menu.saveLetters'), `${letters.length} letters.pdf`, mayRead);
      if (path !== null) await saveFile(path, bytes);
      return { saved: path !== null };
    },
    /** @throws AppError not_saved */
    saveFigure: async (table: Parsed<'figures.save'>): Promise<Output<'figures.save'>> => {
      const path = await askWhere(t('menu.saveFigure'), `${table.name}.csv`, mayRead);
      if (path !== null) await saveFile(path, Buffer.from(toCsv(table)));
      return { saved: path !== null, path };
    },
    /**
     * @throws AppError not_saved, bad_response when the log fails verification, or the reason the server could not be
     * reached
     */
    exportAudit: async (): Promise<Output<'audit.export'>> => {
      // Use the agency's date: in the evening, the UTC date is already the next day.
      const policy = await ask('policy.current', undefined);
      const day = dayOf(new Date(), policy?.agency.timeZone ?? 'UTC');
      const path = await askWhere(t('menu.saveAuditLog'), `audit-log ${day}.p2caudit`, mayRead);
      return path === null ? null : ask('write-audit', { path });
    },
  };
}
