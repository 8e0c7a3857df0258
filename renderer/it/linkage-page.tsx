import { Scale } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { LinkFit, LinkFitting, LinkPublication } from '#shared/domain/link-fit.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { locale, rich, t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

import { useLive } from '../use-live.ts';
import { FitQualityTable, FitWeights } from './fit-tables.tsx';
import { judgesWorse, versionWords } from './fit-words.ts';
import { LinkageVersions } from './linkage-versions.tsx';
import { PublishDialog } from './publish-dialog.tsx';

/**
 * Shows the weights used to find duplicates. Administrators can fit new weights to officers' decisions and put them into
 * use.
 */
export function LinkagePage() {
  const live = useLive('linkage.state', undefined);
  const [fitting, setFitting] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [publishing, setPublishing] = useState<LinkPublication | null>(null);
  const { value, refresh } = live;
  const enough = value !== undefined && value.decisions >= value.needed;

  const fit = () => {
    setFitting(true);
    setError(null);
    ask('linkage.fit')
      .then(refresh, (thrown: unknown) => setError(toAppError(thrown)))
      .finally(() => setFitting(false));
  };
  return (
    <Page
      title={t('common.duplicateMatching')}
      lead={t('linkage.howMuchEachMatchBetweenTwo')}
      tools={
        <>
          <Refresh onPress={refresh} />
          {enough && (
            <Button
              className={value.fit === null ? 'button button-primary' : 'button'}
              isPending={fitting}
              onPress={fit}
            >
              {fitting ? t('linkage.tuning') : t('linkage.tuneWeights')}
            </Button>
          )}
        </>
      }
    >
      <div className="page-body">
        {live.error !== null && <ListError error={live.error} what="page" onRetry={refresh} />}
        {live.error === null && value === undefined && live.slow && (
          <Skeleton lines={8} label={t('linkage.loadingWeights')} />
        )}
        {live.error === null && value !== undefined && (
          <>
            {fitting && (
              <Notice tone="info" role="status" title={t('linkage.theServerIsTuningTheWeights')}>
                {t('linkage.thisTakesAFewSecondsYou')}
              </Notice>
            )}
            {error !== null && <ErrorNotice error={error} title={t('linkage.weightsNotTuned')} onRetry={fit} />}
            <InForce fitting={value} />
            {!enough && <TooFew fitting={value} />}
            {enough && value.fit === null && !fitting && (
              <Notice tone="info" title={t('linkage.theseWeightsHaveNotBeenTuned')}>
                {t('linkage.tuningChangesNothingByItselfOld')}
              </Notice>
            )}
            {value.fit !== null && <Fitted fit={value.fit} onPublish={setPublishing} />}
            <LinkageVersions versions={value.versions} onAgain={(version) => setPublishing({ version })} />
          </>
        )}
      </div>
      {publishing !== null && (
        <PublishDialog chosen={publishing} onPublished={refresh} onClose={() => setPublishing(null)} />
      )}
    </Page>
  );
}

function InForce({ fitting: { versions, decisions } }: { fitting: LinkFitting }) {
  const [now] = versions;
  return (
    <dl className="facts">
      <div className="fact">
        <dt>{t('linkage.active')}</dt>
        <dd>
          {now === undefined ? '' : versionWords(now.version)}
          {now?.at != null && <>{rich('linkage.sinceWhen', { when: <DayTime at={now.at} /> })}</>}
          {now?.by != null && t('linkage.byName', { name: now.by })}
        </dd>
      </div>
      <div className="fact">
        <dt>{t('common.decisions')}</dt>
        <dd>{t('linkage.nOfficerDecisionsOnPairsOf', { n: decisions })}</dd>
      </div>
    </dl>
  );
}

function TooFew({ fitting: { decisions, needed } }: { fitting: LinkFitting }) {
  return (
    <Empty icon={Scale} title={t('linkage.decisionsOfNeededDecisionsSoFar', { decisions, needed })}>
      <progress className="fit-progress" max={needed} value={decisions} aria-label={t('linkage.decisionsSoFar')} />
      <p>{t('linkage.eachSameIncidentRelatedAndNot', { needed })}</p>
    </Empty>
  );
}

function Fitted({ fit, onPublish }: { fit: LinkFit; onPublish: (chosen: LinkPublication) => void }) {
  return (
    <section aria-label={t('linkage.tunedWeights')} className="stack">
      <div className="fit-head">
        <h2 className="section-title">{t('linkage.tunedOnNDecisions', { n: fit.decisions })}</h2>
        <span className="faint">
          {rich('linkage.whenByNameSameOfThem', {
            when: <TimeAgo at={fit.at} />,
            name: fit.by,
            same: fit.same.toLocaleString(locale()),
          })}
        </span>
        <Button className="button button-primary" onPress={() => onPublish({ fit: fit.id })}>
          {t('linkage.activate')}
        </Button>
      </div>
      {judgesWorse(fit) && (
        <Notice tone="warn" title={t('linkage.theTunedWeightsDoWorseOn')}>
          {t('linkage.keepTheActiveWeightsAndTune')}
        </Notice>
      )}
      <FitQualityTable fit={fit} />
      <FitWeights weights={fit.weights} />
    </section>
  );
}
