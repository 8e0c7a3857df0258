import { Button } from 'react-aria-components';
import type { QueueRow } from '#shared/domain/queue.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { Section } from './section.tsx';

/** Reports that may tell of the same incident. */
export function Repeats({ rows, onOpen }: { rows: readonly QueueRow[]; onOpen: (id: string) => void }) {
  return (
    <Section title="Likely repeats" aside="the same person or serial number, days apart">
      <ul className="repeats">
        {rows.map((row) => (
          <li key={row.id}>
            <Button className="repeat" aria-label={`Open ${row.trackingNumber}`} onPress={() => onOpen(row.id)}>
              <span className="repeat-sign" aria-hidden>
                ≈
              </span>
              <span className="cell-number">{row.trackingNumber}</span>
              <span className="cut">
                {row.offense} · {row.person} · {row.location}
              </span>
              <StateTag state={row.state} />
              <span className="faint">
                <TimeAgo at={row.receivedAt} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
