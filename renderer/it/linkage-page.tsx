import { Scale } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { LinkFit, LinkFitting, LinkPublication } from '#shared/domain/link-fit.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { locale, plural, rich, t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ListError } from '../ui/server-list.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

import { useLive } from '../use-live.ts';
import { FitQualityTable, FitWeights } from './fit-tables.tsx';
import { judgesWorse, versionWords } from './fit-words.ts';
import { LinkageVersions } from './linkage-versions.tsx';
import { PublishDialog } from './publish-dialog.tsx';

/** By which weights repeats are found: administrators have them fitted to officers' decisions, and put them in force. */
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
      title={t('Finding repeats')}
      lead={t('How much each agreement between two reports counts, and whether officers’ decisions say otherwise.')}
      tools={
        <>
          <Button className="button" onPress={refresh}>
            {t('Read again')}
          </Button>
          {enough && (
            <Button
              className={value.fit === null ? 'button button-primary' : 'button'}
              isPending={fitting}
              onPress={fit}
            >
              {fitting ? t('Fitting…') : t('Fit the weights')}
            </Button>
          )}
        </>
      }
    >
      <div className="page-body">
        {live.error !== null && <ListError error={live.error} what="page" onRetry={refresh} />}
        {live.error === null && value === undefined && live.slow && (
          <Skeleton lines={8} label={t('Reading the weights')} />
        )}
        {live.error === null && value !== undefined && (
          <>
            {fitting && (
              <Notice tone="info" role="status" title={t('The server fits the weights')}>
                {t('It takes some seconds, and nobody has to wait for it: the result is kept until the next one.')}
              </Notice>
            )}
            {error !== null && <ErrorNotice error={error} title={t('Nothing was fitted')} onRetry={fit} />}
            <InForce fitting={value} />
            {!enough && <TooFew fitting={value} />}
            {enough && value.fit === null && !fitting && (
              <Notice tone="info" title={t('Nothing is fitted to these weights yet')}>
                {t(
                  'Fitting changes nothing by itself. Old and new weights then stand here side by side, and you decide.',
                )}
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
        <dt>{t('In force')}</dt>
        <dd>
          {now === undefined ? '' : versionWords(now.version)}
          {now?.at != null && <>{rich(', since {when}', { when: <DayTime at={now.at} /> })}</>}
          {now?.by != null && t(', by {name}', { name: now.by })}
        </dd>
      </div>
      <div className="fact">
        <dt>{t('Decisions')}</dt>
        <dd>
          {plural(
            decisions,
            '{n} decision of officers about two reports',
            '{n} decisions of officers about two reports',
          )}
        </dd>
      </div>
    </dl>
  );
}

function TooFew({ fitting: { decisions, needed } }: { fitting: LinkFitting }) {
  return (
    <Empty icon={Scale} title={t('{decisions} of {needed} decisions so far', { decisions, needed })}>
      <progress className="fit-progress" max={needed} value={decisions} aria-label={t('Decisions so far')} />
      <p>
        {t(
          'Each “same incident”, “related” and “not the same” of an officer, and each rejection as a duplicate, is one. From {needed} on, the weights can be fitted to them here.',
          { needed },
        )}
      </p>
    </Empty>
  );
}

function Fitted({ fit, onPublish }: { fit: LinkFit; onPublish: (chosen: LinkPublication) => void }) {
  return (
    <section aria-label={t('The fitted weights')} className="stack">
      <div className="fit-head">
        <h2 className="section-title">{plural(fit.decisions, 'Fitted to {n} decision', 'Fitted to {n} decisions')}</h2>
        <span className="faint">
          {rich('{when}, by {name}; {same} of them say “same incident”', {
            when: <TimeAgo at={fit.at} />,
            name: fit.by,
            same: fit.same.toLocaleString(locale()),
          })}
        </span>
        <Button className="button button-primary" onPress={() => onPublish({ fit: fit.id })}>
          {t('Put in force…')}
        </Button>
      </div>
      {judgesWorse(fit) && (
        <Notice tone="warn" title={t('The fitted weights judge these decisions worse')}>
          {t('Leave those in force, and fit again when there are more decisions.')}
        </Notice>
      )}
      <FitQualityTable fit={fit} />
      <FitWeights weights={fit.weights} />
    </section>
  );
}
