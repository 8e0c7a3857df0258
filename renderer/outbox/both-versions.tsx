import type { Policy } from '#shared/domain/policy.ts';
import type { OutboxRow } from '#shared/ipc.ts';
import { actWords } from '../ui/act-words.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { ACT_NOUNS } from '../ui/words.ts';
import { useLive } from '../use-live.ts';

/** Two people changed one report: what I decided beside what the report says now. */
export function BothVersions({ row, policy }: { row: OutboxRow; policy: Policy | null }) {
  const live = useLive('report.get', { id: row.reportId }, ['reports', 'outbox']);
  const report = live.value?.report;
  const since = report?.history.filter(({ at }) => at > row.createdAt) ?? [];
  const newest = since.length > 0 ? since : (report?.history.slice(-2) ?? []);
  return (
    <div className="versions">
      <section className="version" aria-label="Mine">
        <h3 className="version-title">Mine</h3>
        <dl className="facts">
          <div className="fact">
            <dt>Decision</dt>
            <dd>{ACT_NOUNS[row.act.kind]}</dd>
          </div>
          <div className="fact">
            <dt>Says</dt>
            <dd>{actWords(row.act, policy)}</dd>
          </div>
          {row.act.note !== '' && (
            <div className="fact">
              <dt>Note</dt>
              <dd className="version-note">{row.act.note}</dd>
            </div>
          )}
          <div className="fact">
            <dt>Decided</dt>
            <dd>
              <DayTime at={row.createdAt} />, on version {row.seen.reportVersion}
            </dd>
          </div>
        </dl>
      </section>
      <section className="version" aria-label="Now on the server">
        <h3 className="version-title">Now on the server</h3>
        {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
        {report !== undefined && (
          <dl className="facts">
            <div className="fact">
              <dt>State</dt>
              <dd>
                <StateTag state={report.state} />
              </dd>
            </div>
            <div className="fact">
              <dt>Changed</dt>
              <dd>
                <DayTime at={report.changedAt} />, to version {report.version}
              </dd>
            </div>
            {newest.map((entry) => (
              <div className="fact" key={`${entry.at}${entry.kind}`}>
                <dt>
                  <DayTime at={entry.at} />
                </dt>
                <dd>
                  {entry.summary}
                  {entry.by !== null && <span className="faint"> {entry.by}</span>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}
