import type { Repeat } from '#shared/domain/repeat.ts';
import { known, t } from '../t.ts';
import { percent } from '../ui/repeat-words.ts';

const signed = (weight: number) => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;

/** Why the two are thought to belong together: each comparison with its weight, and their sum. */
export function Reasons({ repeat }: { repeat: Repeat }) {
  const { terms, weight, probability } = repeat;
  const most = Math.max(...terms.map((term) => Math.abs(term.weight)), 1);
  const prior = terms.filter(({ comparison }) => comparison === 'prior');
  const others = terms
    .filter(({ comparison, weight }) => comparison !== 'prior' && weight !== 0)
    .sort((a, b) => b.weight - a.weight);
  return (
    <table className="reasons">
      <caption className="faint">{t('Each step to the right doubles the odds, each to the left halves them.')}</caption>
      <tbody>
        {[...others, ...prior].map((term) => (
          <tr key={`${term.comparison}${term.level}`}>
            <th scope="row">{known(term.words)}</th>
            <td className="reason-bar" aria-hidden>
              <Bar share={term.weight / most} />
            </td>
            <td className="number">
              {signed(term.weight)}{' '}
              <span className="visually-hidden">{term.weight < 0 ? t('against a repeat') : t('for a repeat')}</span>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('Together')}</th>
          <td>{percent(probability)}</td>
          <td className="number">{signed(weight)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Bar({ share }: { share: number }) {
  const width = `${Math.abs(share) * 50}%`;
  return (
    <span className="bar">
      <span
        className={share < 0 ? 'bar-fill bar-against' : 'bar-fill bar-for'}
        style={share < 0 ? { right: '50%', width } : { left: '50%', width }}
      />
    </span>
  );
}
