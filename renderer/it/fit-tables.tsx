import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { HYPOTHESES } from '#shared/domain/duplicate.ts';
import type { FitWeight, LinkFit } from '#shared/domain/link-fit.ts';
import { t } from '../t.ts';
import { reasonWords } from '../wording/reason-words.ts';
import { bits, HYPOTHESIS_WORDS, isNoticeable, qualityRows, share } from './fit-words.ts';

/** Shows how well the current weights and the fitted weights predict decisions that were held out of the fit. */
export function FitQualityTable({ fit }: { fit: LinkFit }) {
  return (
    <table className="fit-table" aria-label={t('linkage.accuracy')}>
      <caption className="faint">{t('linkage.tunedFiveTimesOnFourFifths')}</caption>
      <Head first={t('linkage.measure')} />
      <tbody>
        {qualityRows(fit).map(({ words, old, next }) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td>{old === null ? t('linkage.none') : share(old)}</td>
            <td>{next === null ? t('linkage.none') : share(next)}</td>
            <td>{old === null || next === null ? '' : bits((next - old) * 100)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The weight of each level of agreement. */
export function FitWeights({ weights }: { weights: readonly FitWeight[] }) {
  const [all, setAll] = useState(false);
  const changed = weights.filter(isNoticeable);
  const shown = all ? weights : changed;
  return (
    <div className="stack">
      <div className="fit-head">
        <h3 className="section-title">{t('linkage.weightsInBits')}</h3>
        <span className="faint">
          {t('linkage.eachAddedBitDoublesTheOdds', {
            n: changed.length,
            all: weights.length,
          })}
        </span>
        <ToggleButton className="button filter-button" isSelected={all} onChange={setAll}>
          {all ? t('linkage.showingAll') : t('linkage.showAll')}
        </ToggleButton>
      </div>
      {shown.length > 0 && (
        <table className="fit-table" aria-label={t('linkage.weightsInBits')}>
          <caption className="faint">{t('linkage.forANameOrAnotherValue')}</caption>
          <Head first={t('linkage.howTwoReportsAgreeOrDiffer')} />
          {HYPOTHESES.map((hypothesis) => (
            <WeightGroup
              key={hypothesis}
              title={HYPOTHESIS_WORDS[hypothesis]}
              rows={shown.filter((one) => one.hypothesis === hypothesis)}
            />
          ))}
        </table>
      )}
    </div>
  );
}

function WeightGroup({ title, rows }: { title: string; rows: readonly FitWeight[] }) {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr className="fit-group">
        <th scope="rowgroup" colSpan={4}>
          {title}
        </th>
      </tr>
      {rows.map((one) => (
        <tr key={`${one.comparison} ${one.level}`} className={isNoticeable(one) ? '' : 'fit-same'}>
          <th scope="row">{reasonWords(one)}</th>
          <td>{bits(one.old)}</td>
          <td>{bits(one.next)}</td>
          <td>{bits(one.next - one.old)}</td>
        </tr>
      ))}
    </tbody>
  );
}

function Head({ first }: { first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">{t('linkage.active')}</th>
        <th scope="col">{t('linkage.tuned')}</th>
        <th scope="col">{t('settings.change')}</th>
      </tr>
    </thead>
  );
}
