import { Button } from 'react-aria-components';
import type { QueueRow } from '#shared/domain/queue.ts';
import { plural, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { Section } from './section.tsx';

/** What this person sent besides the report, and what came of it. */
export function SentBefore({ rows, onOpen }: { rows: readonly QueueRow[]; onOpen: (id: string) => void }) {
  if (rows.length === 0) return null;
  return (
    <Section title={t('This person also sent')} aside={plural(rows.length, '{n} report', '{n} reports')}>
      <ul className="repeats">
        {rows.map((row) => (
          <li key={row.id}>
            <Button className="repeat" onPress={() => onOpen(row.id)}>
              <span className="cell-number">{row.trackingNumber}</span>
              <span className="cut">
                {row.offense} · {row.location}
              </span>
              <StateTag state={row.state} />
              <span className="faint">
                <DayTime at={row.receivedAt} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
