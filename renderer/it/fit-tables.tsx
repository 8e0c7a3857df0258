import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { FitWeight, LinkFit } from '#shared/domain/link-fit.ts';
import { HYPOTHESES } from '#shared/domain/repeat.ts';
import { known, t } from '../t.ts';
import { bits, HYPOTHESIS_WORDS, isNoticeable, qualityRows, share } from './fit-words.ts';

/** How well the weights in force and the fitted ones judge decisions that the fit has not seen. */
export function FitQualityTable({ fit }: { fit: LinkFit }) {
  return (
    <table className="fit-table" aria-label={t('How well they judge')}>
      <caption className="faint">
        {t(
          'Five times fitted to four fifths of the decisions and asked about the rest, so that no decision is judged by weights that it went into.',
        )}
      </caption>
      <Head first={t('Measure')} />
      <tbody>
        {qualityRows(fit).map(({ words, old, next }) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td>{old === null ? t('none') : share(old)}</td>
            <td>{next === null ? t('none') : share(next)}</td>
            <td>{old === null || next === null ? '' : bits((next - old) * 100)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What each level of agreement weighs, by what it is held to show. */
export function FitWeights({ weights }: { weights: readonly FitWeight[] }) {
  const [all, setAll] = useState(false);
  const changed = weights.filter(isNoticeable);
  const shown = all ? weights : changed;
  return (
    <div className="stack">
      <div className="fit-head">
        <h3 className="section-title">{t('Weights in bits')}</h3>
        <span className="faint">
          {t('Each bit more doubles the odds, each bit less halves them. {n} of {all} change by a tenth or more.', {
            n: changed.length,
            all: weights.length,
          })}
        </span>
        <ToggleButton className="button filter-button" isSelected={all} onChange={setAll}>
          {all ? t('Showing all') : t('Show all')}
        </ToggleButton>
      </div>
      {shown.length > 0 && (
        <table className="fit-table" aria-label={t('Weights in bits')}>
          <caption className="faint">
            {t(
              'Of a name or another value whose rarity counts, this is the average: a rare one weighs more, a common one less.',
            )}
          </caption>
          <Head first={t('What two reports agree or differ in')} />
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
          <th scope="row">{known(one.words)}</th>
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
        <th scope="col">{t('In force')}</th>
        <th scope="col">{t('Fitted')}</th>
        <th scope="col">{t('Change')}</th>
      </tr>
    </thead>
  );
}
