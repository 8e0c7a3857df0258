import type { AuditEntry } from '#shared/audit-api.ts';
import { sayIfThere, t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { aboutWords, detailLines, type EntryTerms } from './entry-words.ts';

/** Names of actors that have no account. */
const BY: Readonly<Record<string, string>> = {
  system: t('audit-log.theServer'),
  person: t('audit-log.aReporter'),
  nobody: t('audit-log.noOne'),
};

/** A table of audit log entries: when, who, what, the person or report affected, and from where. */
export function EntryTable({ rows, names }: { rows: readonly AuditEntry[]; names: EntryTerms['names'] }) {
  const { now, zone } = useDesk();
  const titles = useTitles();
  const terms = { names, titles, now, zone };
  return (
    <table className="tray-table entry-table" aria-label={t('audit-log.auditLog')}>
      <thead>
        <tr>
          <th scope="col">{t('common.when')}</th>
          <th scope="col">{t('audit-log.who')}</th>
          <th scope="col">{t('audit-log.what')}</th>
          <th scope="col">{t('audit-log.about')}</th>
          <th scope="col">{t('audit-log.fromWhere')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.seq}>
            <td>
              <DayTime at={row.at} />
              <span className="tray-more">{t('audit-log.entryNumber', { seq: row.seq })}</span>
            </td>
            <td dir="auto">{BY[row.by] ?? row.by}</td>
            <td>
              {/* A newer server may log actions that this version has no text for. */}
              {sayIfThere(`audit-log.did.${row.action}`, {}) ?? t('audit-log.newerAction')}{' '}
              {row.outcome === 'failure' && <Tag tone="danger">{t('audit-log.failed')}</Tag>}
              <Detail row={row} terms={terms} />
            </td>
            <td dir="auto">{aboutWords(row) ?? '–'}</td>
            <td dir="auto">{row.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Detail({ row, terms }: { row: AuditEntry; terms: EntryTerms }) {
  const lines = detailLines(row, terms);
  if (lines.length === 0) return null;
  return (
    <span className="tray-more" dir="auto">
      {lines.map(({ name, words }) => `${name}: ${words}`).join(' · ')}
    </span>
  );
}
