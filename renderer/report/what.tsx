import { Fragment, useState } from 'react';
import { Button } from 'react-aria-components';
import { deskFields } from '#shared/domain/fact-paths.ts';
import type { Item } from '#shared/domain/incident.ts';
import { lacksSerial } from '#shared/domain/missing.ts';
import type { Facts, ReportKind } from '#shared/domain/report.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { Missing } from '../ui/tag.tsx';
import { money } from '../wording/words.ts';
import { Corrected, useCorrectedFacts, useIsCorrected } from './corrections.tsx';
import { PlainFacts } from './plain-facts.tsx';
import { Section, Value } from './section.tsx';

/** Lists what was damaged, lost or stolen, each item with its value and serial number. */
export function What({ kind, facts }: { kind: ReportKind; facts: Facts }) {
  const { items, fraud } = facts;
  const known = useCorrectedFacts(facts);
  const sum = known.items.reduce((all, one) => all + (one.valueCents ?? 0), 0) + (known.fraud?.amountCents ?? 0);
  const parts = [items.length > 0 ? t('report.nItems', { n: items.length }) : null, sum > 0 ? money(sum) : null];
  return (
    <Section holds="item serial" title={t('common.property')} aside={parts.filter((part) => part !== null).join(' · ')}>
      {fraud !== null && (
        <dl className="facts">
          <PlainFacts group="fraud" kind={kind} told={fraud} />
        </dl>
      )}
      {items.length > 0 && <Items items={items} kind={kind} />}
      {items.length === 0 && fraud === null && (
        <p className="faint">
          {t('report.noPropertyListed')} <Missing />
        </p>
      )}
    </Section>
  );
}

/**
 * Number of items shown at first; the rest are shown on request, so that a list of two hundred does not push the rest of
 * the report away.
 */
const SHOWN = 20;

function Items({ items, kind }: { items: readonly Item[]; kind: ReportKind }) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const whole = all || printing || items.length <= SHOWN + 5;
  return (
    <>
      <table className="items">
        <thead>
          <tr>
            <th scope="col">{t('common.item')}</th>
            <th scope="col">{t('report.serialNumber')}</th>
            <th scope="col" className="number">
              {t('report.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(whole ? items : items.slice(0, SHOWN)).map((item, at) => (
            // Items have no IDs; they keep the reporter's order.
            // oxlint-disable-next-line react/no-array-index-key
            <ItemRow item={item} at={at} kind={kind} key={at} />
          ))}
        </tbody>
      </table>
      {items.length > SHOWN + 5 && !printing && (
        <Button className="button button-link" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('report.showFewer') : t('report.showAllNItems', { n: items.length })}
        </Button>
      )}
    </>
  );
}

function ItemRow({ item, at, kind }: { item: Item; at: number; kind: ReportKind }) {
  const isCorrected = useIsCorrected();
  const corrected = (name: string) => isCorrected(`items.${at}.${name}`);
  return (
    <tr>
      <td dir="auto">
        <span className="item-name">
          <Value value={item.type} corrected={corrected('type')} isNeeded={false} />
        </span>
        {(['brand', 'model', 'color'] as const).map((name) => (
          <Fragment key={name}>
            {' '}
            <Value value={item[name] || null} corrected={corrected(name)} isNeeded={false} />
          </Fragment>
        ))}
        {item.marks !== null && item.marks !== '' && (
          <div className="faint">
            <Value value={item.marks} corrected={corrected('marks')} isNeeded={false} />
          </div>
        )}
        {['type', 'brand', 'model', 'color', 'marks'].map((name) => (
          <Corrected field={`items.${at}.${name}`} key={name} />
        ))}
        {deskFields('items', kind).length > 0 && (
          <dl className="facts">
            <PlainFacts group="items" at={`items.${at}`} kind={kind} told={item} />
          </dl>
        )}
      </td>
      <td className="serial">
        <Value
          value={item.serialNumber || null}
          corrected={corrected('serialNumber')}
          isNeeded={lacksSerial(kind, item)}
        />
        {!item.serialNumber && !corrected('serialNumber') && !lacksSerial(kind, item) && '–'}
        <Corrected field={`items.${at}.serialNumber`} />
      </td>
      <td className="number">
        <Value
          value={item.valueCents === null ? null : money(item.valueCents)}
          corrected={corrected('valueCents')}
          isNeeded
        />
        <Corrected field={`items.${at}.valueCents`} />
      </td>
    </tr>
  );
}
