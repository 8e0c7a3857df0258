import type { Operations } from '#shared/workstations-api.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Tag, type TagTone } from '../ui/tag.tsx';

const HEALTH: Record<'ok' | 'failing' | 'unknown', { tone: TagTone; words: string }> = {
  ok: { tone: 'ok', words: t('it.healthOk') },
  failing: { tone: 'danger', words: t('it.healthFailing') },
  unknown: { tone: 'warn', words: t('it.healthUnknown') },
};
const CHECKS: Record<keyof Operations['checks'], string> = {
  database: t('it.checkDatabase'),
  migrations: t('it.checkMigrations'),
  audit: t('it.checkAudit'),
  jobs: t('it.checkJobs'),
};

/** Shows the server's health: the result of each check, then one line for each part of the server. */
export function ServerState({ state }: { state: Operations }) {
  const failing = state.jobs.filter(({ failures }) => failures > 0);
  return (
    <section className="server-state" aria-label={t('it.server')}>
      <dl className="facts">
        <FactLine name={t('it.health')}>
          <span className="it-tags">
            {(Object.keys(CHECKS) as (keyof Operations['checks'])[]).map((check) => (
              <Tag key={check} tone={HEALTH[state.checks[check]].tone}>
                {`${CHECKS[check]}: ${HEALTH[state.checks[check]].words}`}
              </Tag>
            ))}
          </span>
        </FactLine>
        <FactLine name={t('it.jobs')}>
          {failing.length === 0
            ? t('it.nJobsFine', { n: state.jobs.length })
            : failing.map(({ name, failures }) => t('it.jobFailed', { name, n: failures })).join(', ')}
        </FactLine>
        <FactLine name={t('it.letters')}>
          {t('it.lettersWaitingFailed', { waiting: state.lettersWaiting, failed: state.lettersFailed })}
        </FactLine>
        <FactLine name={t('common.recordsSystem')}>
          {t('it.packagesWaitingRefused', { waiting: state.packagesWaiting, refused: state.packagesRefused })}
        </FactLine>
        <FactLine name={t('it.auditLog')}>
          {state.auditBroken !== null && (
            <>
              <Tag tone="danger">{t('it.auditBrokenAt', { row: state.auditBroken.row })}</Tag>{' '}
              <DayTime at={state.auditBroken.foundAt} />
              {' · '}
            </>
          )}
          {state.auditCheckedAt === null ? (
            t('it.auditNeverChecked', { rows: state.auditRows })
          ) : (
            <>
              {t('it.auditIntact', { rows: state.auditRows })} <DayTime at={state.auditCheckedAt} />
            </>
          )}
        </FactLine>
      </dl>
    </section>
  );
}
