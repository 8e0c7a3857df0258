import { PencilLine } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Report } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { compareFields } from './fields.ts';
import { compareNarratives, type Piece } from './narratives.ts';

type Both = { left: Report; right: Report };

/** The two narratives, which decide most comparisons. Words that appear in only one of them are marked. */
export function Narratives({ left, right }: Both) {
  const narratives = useMemo(
    () => compareNarratives(left.facts.how, right.facts.how),
    [left.facts.how, right.facts.how],
  );
  return (
    <table className="compare-fields">
      <Head left={left} right={right} />
      <tbody>
        <GroupHead title={t('common.narrative')}>
          {narratives === null ? t('compare.tooLongToCompareWordFor') : shared(narratives.common)}
        </GroupHead>
        <tr className="compare-narratives">
          <th scope="row" className="compare-term">
            {t('common.narrative2')}
          </th>
          <Told pieces={narratives?.left ?? [{ text: left.facts.how, own: false }]} />
          <Told pieces={narratives?.right ?? [{ text: right.facts.how, own: false }]} />
        </tr>
      </tbody>
    </table>
  );
}

function Head({ left, right }: Both) {
  return (
    <>
      <colgroup>
        <col className="compare-term" />
        <col />
        <col />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('common.field')}</th>
          <th scope="col">A, {left.trackingNumber}</th>
          <th scope="col">B, {right.trackingNumber}</th>
        </tr>
      </thead>
    </>
  );
}

/** Shows both reports field by field: equal values are muted, and differences are marked. */
export function FieldTable({ left, right }: Both) {
  const { zone } = useDesk();
  const groups = compareFields(left, right, { titles: useTitles(), zone });
  return (
    <table className="compare-fields">
      <Head left={left} right={right} />
      {groups.map(({ title, fields }) => (
        <tbody key={title}>
          <GroupHead title={title} />
          {fields.map((field) => (
            <tr key={field.term} className={field.same ? 'compare-same' : 'compare-differs'}>
              <th scope="row" className="compare-term">
                {field.term}
                <span className="compare-sign" title={field.same ? t('compare.same') : t('compare.different')}>
                  <span aria-hidden>{field.same ? '=' : '≠'}</span>
                  <span className="visually-hidden">{field.same ? t('compare.same2') : t('compare.different2')}</span>
                </span>
              </th>
              {(['left', 'right'] as const).map((side) => (
                <td key={side} dir="auto">
                  {field[side] ?? <NotGiven />}
                  {field.corrected.includes(side) && (
                    <>
                      {' '}
                      <Tag icon={PencilLine} title={t('compare.anOfficerCorrectedWhatTheReporter')}>
                        {t('compare.corrected')}
                      </Tag>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function GroupHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <tr className="compare-group">
      <th scope="rowgroup" colSpan={3}>
        {title}
        {children !== undefined && <span className="section-aside">{children}</span>}
      </th>
    </tr>
  );
}

const NotGiven = () => <span className="faint">{t('compare.notGiven')}</span>;

function Told({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <td>
      <p className="narrative" dir="auto">
        {pieces.map(({ text, own }, at) =>
          // Pieces have no IDs, and all of them are recreated when the text changes.
          // oxlint-disable-next-line react/no-array-index-key
          own ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </p>
    </td>
  );
}

function shared(common: number): string {
  if (common > 0.995) return t('compare.identicalText');
  if (common < 0.3) return t('compare.wordedDifferently');
  return t('compare.whatOfTheTextMatchesDifferences', {
    what: Math.round(common * 100),
  });
}
