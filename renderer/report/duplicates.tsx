import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { leading } from '#shared/domain/duplicate.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { StateTag, shownState } from '../ui/state-tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { duplicateTitle, percent, shortReasons } from '../wording/duplicate-words.ts';
import { Section } from './section.tsx';

type Shown = { duplicates: readonly ShownDuplicate[]; onCompare: (otherId: string) => void };

/**
 * Number of duplicates shown at first. A repeat victim may have twenty related reports, which must not push the open
 * report out of view.
 */
const FIRST = 4;

/**
 * Shows reports that may describe the same incident: the most likely one as a banner, the others as short rows, and
 * related ones in a separate group.
 */
export function Duplicates({ duplicates, incident, onCompare }: Shown & Pick<ReportView, 'incident'>) {
  const { keys } = usePreferences();
  const remaining = duplicates.filter(({ state }) => state !== 'not_same');
  const related = remaining.filter(isRelated);
  const same = remaining.filter((one) => !isRelated(one));
  const first = leading(same);
  const others = same.filter((one) => one !== first);
  return (
    <>
      {first !== undefined && (
        <section className="duplicate-banner" aria-label={t('common.possibleDuplicates')}>
          <div className="duplicate-words">
            <p className="duplicate-title">
              <span aria-hidden>≈ </span>
              {t('report.titleOfNumber', { title: duplicateTitle(first), number: first.trackingNumber })}
              {first.state === 'suggested' && ` (${percent(first.probability)})`}
            </p>
            <p className="duplicate-reasons">{shortReasons(first, 1)}</p>
            {incident !== null && (
              <p className="faint">
                {t(incident.decided ? 'report.nReportsOneIncidentPrimaryPrimary' : 'report.nReportsMaybeOneIncident', {
                  n: incident.reports.length,
                  primary: incident.primary,
                })}
              </p>
            )}
            {others.length > 0 && <Others duplicates={others} onCompare={onCompare} />}
          </div>
          <Button className="button" {...shortcut(keys.compare)} onPress={() => onCompare(first.reportId)}>
            <GitCompareArrows className="icon" aria-hidden />
            {t('common.compare')}{' '}
            <span className="visually-hidden">{t('report.withNumber', { number: first.trackingNumber })}</span>{' '}
            <Kbd of="compare" />
          </Button>
        </section>
      )}
      {related.length > 0 && (
        <Section title={t('common.related')} aside={t('report.relatedButADifferentIncident')}>
          <Others duplicates={related} onCompare={onCompare} />
        </Section>
      )}
    </>
  );
}

const isRelated = ({ state, hypothesis }: ShownDuplicate) =>
  state === 'related' || (state === 'suggested' && hypothesis === 'related');

function Others({ duplicates, onCompare }: Shown) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  // Show one extra entry, because it takes no more room than the button that would reveal it.
  const whole = all || printing || duplicates.length <= FIRST + 1;
  return (
    <>
      <ul className="duplicates">
        {(whole ? duplicates : duplicates.slice(0, FIRST)).map((duplicate) => (
          <Other duplicate={duplicate} onCompare={onCompare} key={duplicate.reportId} />
        ))}
      </ul>
      {duplicates.length > FIRST + 1 && !printing && (
        <Button className="button button-link" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('report.showFewer') : t('linkage.showAll')}
        </Button>
      )}
    </>
  );
}

/**
 * Returns the text for a pair: an officer's decision takes precedence over the probability. Null for "related", which the
 * heading already says.
 */
function saidOf({ state, probability }: ShownDuplicate): string | null {
  if (state === 'same') return t('common.sameIncident');
  return state === 'related' ? null : percent(probability);
}

function Other({ duplicate, onCompare }: { duplicate: ShownDuplicate; onCompare: Shown['onCompare'] }) {
  const said = saidOf(duplicate);
  const titles = useTitles();
  return (
    <li>
      <Button className="duplicate" onPress={() => onCompare(duplicate.reportId)}>
        <span className="visually-hidden">{t('report.compareWith')} </span>
        <span className="cell-number">{duplicate.trackingNumber}</span>
        {said !== null && <span className="faint">{said}</span>}
        {duplicate.other === null && <span className="faint">{t('report.storedOnTheServer')}</span>}
        {duplicate.other !== null && (
          <>
            <span className="cut">
              {titles.report(duplicate.other)} · {duplicate.other.person} · {duplicate.other.location}
            </span>
            <StateTag state={shownState(duplicate.other)} />
            <span className="faint">
              <TimeAgo at={duplicate.other.receivedAt} />
            </span>
          </>
        )}
      </Button>
    </li>
  );
}
