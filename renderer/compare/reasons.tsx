import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Duplicate } from '#shared/domain/duplicate.ts';
import { t } from '../t.ts';
import { percent } from '../wording/duplicate-words.ts';
import { reasonWords } from '../wording/reason-words.ts';
import { inTenths } from './in-tenths.ts';

const signed = (tenths: number) => `${tenths < 0 ? '−' : '+'}${(Math.abs(tenths) / 10).toFixed(1)}`;

const DECIDED_ALONE = t('compare.anOfficerDecidedThisNothingCompared');
const BEING_WEIGHED = t('compare.allReportsAreBeingComparedAgain');

/** How many reasons are shown in plain words; "Details" shows all of them with their weights. */
const MOST_PLAIN = 5;

/** Shows why the two reports are considered linked: the strongest reasons in words, and all weights on request. */
export function Reasons({ duplicate }: { duplicate: Duplicate }) {
  const { terms, weight, probability } = duplicate;
  if (terms.length === 0) return <p className="faint">{weight === 0 ? DECIDED_ALONE : BEING_WEIGHED}</p>;
  const prior = terms.filter(({ comparison }) => comparison === 'prior');
  const others = terms
    .filter(({ comparison, weight }) => comparison !== 'prior' && weight !== 0)
    .sort((a, b) => b.weight - a.weight);
  const rows = [...others, ...prior];
  // Competing explanations count toward the sum, but they are not shown as reasons, because an officer can't check them
  // in the two reports.
  const plain = others
    .filter(({ comparison }) => comparison !== 'rivals')
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_PLAIN);
  return (
    <>
      <ul className="plain-reasons">
        {plain.map((term) => (
          <li key={`${term.comparison}${term.level}`}>
            <span aria-hidden>{term.weight < 0 ? '≠' : '='} </span>
            {reasonWords(term)} {term.weight < 0 && <span className="faint">{t('compare.againstADuplicate')}</span>}
          </li>
        ))}
      </ul>
      <Disclosure>
        <Heading level={3}>
          <Button slot="trigger" className="button button-link">
            {t('compare.details')}
          </Button>
        </Heading>
        <DisclosurePanel>
          <Scores rows={rows} probability={probability} />
        </DisclosurePanel>
      </Disclosure>
    </>
  );
}

/** Every comparison with its weight in bits, and their sum. */
function Scores({ rows, probability }: { rows: readonly Duplicate['terms'][number][]; probability: number }) {
  const most = Math.max(...rows.map((term) => Math.abs(term.weight)), 1);
  const shown = inTenths(rows.map((term) => term.weight));
  return (
    <table className="reasons">
      <caption className="faint">{t('compare.rightEvidenceForADuplicateLeft')}</caption>
      <tbody>
        {rows.map((term, at) => (
          <tr key={`${term.comparison}${term.level}`}>
            <th scope="row">{reasonWords(term)}</th>
            <td className="reason-bar" aria-hidden>
              <Bar share={term.weight / most} />
            </td>
            <td className="number">
              {signed(shown.rows[at] ?? 0)}{' '}
              <span className="visually-hidden">
                {term.weight < 0 ? t('compare.againstADuplicate') : t('compare.forADuplicate')}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('compare.overall')}</th>
          <td>{percent(probability)}</td>
          <td className="number">{signed(shown.sum)}</td>
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
