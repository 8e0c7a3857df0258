import type { AuditEntry } from '#shared/audit-api.ts';
import { sayIfThere, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';

/** Names of the parts of the system that act by themselves. */
const BY: Readonly<Record<string, string>> = {
  system: t('audit-log.theServer'),
  person: t('audit-log.aReporter'),
};

/** Entries of the audit log: when, who, what, about whom or which report, and from where. */
export function EntryTable({ rows }: { rows: readonly AuditEntry[] }) {
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
              {/* A newer server may log what this version has no words for. */}
              {sayIfThere(`audit-log.did.${row.action}`, {}) ?? row.action}{' '}
              {row.outcome === 'failure' && <Tag tone="danger">{t('audit-log.failed')}</Tag>}
              <Detail detail={row.detail} />
            </td>
            <td dir="auto">{row.about ?? '–'}</td>
            <td dir="auto">{row.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The entry's details as they are in the log: names and values, without sentences. */
function Detail({ detail }: { detail: AuditEntry['detail'] }) {
  const parts = Object.entries(detail).filter(([, value]) => value !== null);
  if (parts.length === 0) return null;
  return (
    <span className="tray-more" dir="auto">
      {parts.map(([name, value]) => `${name}: ${plain(value)}`).join(' · ')}
    </span>
  );
}

const MOST = 200;
function plain(value: unknown): string {
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? String(value.length) : (JSON.stringify(value) ?? '');
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
