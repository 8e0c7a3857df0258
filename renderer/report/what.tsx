import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Facts, FraudFacts, Item, ReportKind } from '#shared/domain/report.ts';
import { plural, t } from '../t.ts';
import { Missing } from '../ui/tag.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { money } from '../ui/words.ts';
import { Corrected, Corrections } from './corrections.tsx';
import { Fact, Section } from './section.tsx';

/** What was damaged, lost or taken, each with its value and serial number. */
export function What({ kind, facts }: { kind: ReportKind; facts: Facts }) {
  const { items, fraud } = facts;
  const sum = items.reduce((all, one) => all + (one.valueCents ?? 0), 0) + (fraud?.amountCents ?? 0);
  const parts = [items.length > 0 ? plural(items.length, '{n} item', '{n} items') : null, sum > 0 ? money(sum) : null];
  return (
    <Section holds="item serial" title={t('What')} aside={parts.filter((part) => part !== null).join(' · ')}>
      {fraud !== null && <Fraud fraud={fraud} />}
      {items.length > 0 && <Items items={items} serialMatters={kind === 'larceny' || kind === 'lost_property'} />}
      {items.length === 0 && fraud === null && (
        <p className="faint">
          {t('The person listed no items.')} <Missing />
        </p>
      )}
    </Section>
  );
}

function Fraud({ fraud }: { fraud: FraudFacts }) {
  const informed = fraud.bankInformed === null ? null : fraud.bankInformed ? t('Yes') : t('No');
  return (
    <dl className="facts">
      <Fact term={t('Account')} field="fraud.accountKind" value={fraud.accountKind} />
      <Fact
        term={t('Amount')}
        field="fraud.amountCents"
        value={fraud.amountCents === null ? null : money(fraud.amountCents)}
        needed
      />
      <Fact term={t('Discovered')} field="fraud.discovered" value={fraud.discovered} />
      <Fact term={t('Bank informed')} field="fraud.bankInformed" value={informed} needed />
    </dl>
  );
}

/** More of them are shown on a wish: a list of two hundred must not stand between an officer and the rest. */
const SHOWN = 20;

function Items({ items, serialMatters }: { items: readonly Item[]; serialMatters: boolean }) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const whole = all || printing || items.length <= SHOWN + 5;
  return (
    <>
      <table className="items">
        <thead>
          <tr>
            <th scope="col">{t('Item')}</th>
            <th scope="col">{t('Serial number')}</th>
            <th scope="col" className="number">
              {t('Value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(whole ? items : items.slice(0, SHOWN)).map((item, at) => (
            // Items have no identity of their own; their order is the person's.
            // oxlint-disable-next-line react/no-array-index-key
            <ItemRow item={item} at={at} serialMatters={serialMatters} key={at} />
          ))}
        </tbody>
      </table>
      {items.length > SHOWN + 5 && !printing && (
        <Button className="button button-link" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('Show fewer') : plural(items.length, 'Show all {n} item', 'Show all {n} items')}
        </Button>
      )}
    </>
  );
}

function ItemRow({ item, at, serialMatters }: { item: Item; at: number; serialMatters: boolean }) {
  const corrections = useContext(Corrections);
  const corrected = (name: string) => corrections.some(({ field }) => field === `items.${at}.${name}`);
  return (
    <tr>
      <td dir="auto">
        <span className="item-name">{item.type}</span> {[item.brand, item.model, item.colour].filter(Boolean).join(' ')}
        {item.marks !== null && item.marks !== '' && <div className="faint">{item.marks}</div>}
        {['type', 'brand', 'model', 'colour', 'marks'].map((name) => (
          <Corrected field={`items.${at}.${name}`} key={name} />
        ))}
      </td>
      <td className="serial">
        {item.serialNumber || (corrected('serialNumber') ? null : serialMatters ? <Missing /> : '–')}
        <Corrected field={`items.${at}.serialNumber`} />
      </td>
      <td className="number">
        {item.valueCents !== null ? money(item.valueCents) : corrected('valueCents') ? null : <Missing />}
        <Corrected field={`items.${at}.valueCents`} />
      </td>
    </tr>
  );
}
