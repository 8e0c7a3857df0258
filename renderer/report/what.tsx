import type { Facts, FraudFacts, Item, ReportKind } from '#shared/domain/report.ts';
import { Missing } from '../ui/tag.tsx';
import { count, money } from '../ui/words.ts';
import { Fact, Section } from './section.tsx';

/** What was damaged, lost or taken, each with its value and serial number. */
export function What({ kind, facts }: { kind: ReportKind; facts: Facts }) {
  const { items, fraud } = facts;
  const sum = items.reduce((all, one) => all + (one.valueCents ?? 0), 0) + (fraud?.amountCents ?? 0);
  const parts = [items.length > 0 ? count(items.length, 'item') : null, sum > 0 ? money(sum) : null];
  return (
    <Section title="What" aside={parts.filter((part) => part !== null).join(' · ')}>
      {fraud !== null && <Fraud fraud={fraud} />}
      {items.length > 0 && <Items items={items} serialMatters={kind === 'larceny' || kind === 'lost_property'} />}
      {items.length === 0 && fraud === null && (
        <p className="faint">
          The person listed no items. <Missing />
        </p>
      )}
    </Section>
  );
}

function Fraud({ fraud }: { fraud: FraudFacts }) {
  const informed = fraud.bankInformed === null ? null : fraud.bankInformed ? 'Yes' : 'No';
  return (
    <dl className="facts">
      <Fact term="Account" value={fraud.accountKind} />
      <Fact term="Amount" value={fraud.amountCents === null ? null : money(fraud.amountCents)} needed />
      <Fact term="Discovered" value={fraud.discovered} />
      <Fact term="Bank informed" value={informed} needed />
    </dl>
  );
}

function Items({ items, serialMatters }: { items: readonly Item[]; serialMatters: boolean }) {
  return (
    <table className="items">
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Serial number</th>
          <th scope="col" className="number">
            Value
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, at) => (
          // Items have no identity of their own; their order is the person's.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={at}>
            <td>
              <span className="item-name">{item.type}</span>{' '}
              {[item.brand, item.model, item.colour].filter(Boolean).join(' ')}
              {item.marks !== null && item.marks !== '' && <div className="faint">{item.marks}</div>}
            </td>
            <td>{item.serialNumber || (serialMatters ? <Missing /> : '–')}</td>
            <td className="number">{item.valueCents === null ? <Missing /> : money(item.valueCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
