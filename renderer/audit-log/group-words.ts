import type { AuditGroup } from '#shared/audit-api.ts';
import { t } from '../t.ts';

/** The groups of entries, as the filter names them. */
export const GROUP_WORDS: Record<AuditGroup, string> = {
  sign_ins: t('audit-log.signIns'),
  accounts: t('audit-log.accountChanges'),
  reading: t('audit-log.reading'),
  exports: t('audit-log.exports'),
  reports: t('common.reports'),
  records: t('audit-log.records'),
  agency: t('audit-log.rulesAndWording'),
  server: t('audit-log.server'),
};
