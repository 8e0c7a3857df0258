import { Button } from 'react-aria-components';
import type { ShownRepeat } from '#shared/ipc.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { Section } from './section.tsx';

/** Reports that may tell of the same incident. */
export function Repeats({ repeats, onOpen }: { repeats: readonly ShownRepeat[]; onOpen: (id: string) => void }) {
  return (
    <Section title="Likely repeats" aside="the same person or serial number, days apart">
      <ul className="repeats">
        {repeats.map(({ reportId, trackingNumber, other }) => (
          <li key={reportId}>
            <Button className="repeat" aria-label={`Open ${trackingNumber}`} onPress={() => onOpen(reportId)}>
              <span className="repeat-sign" aria-hidden>
                ≈
              </span>
              <span className="cell-number">{trackingNumber}</span>
              {other !== null && (
                <>
                  <span className="cut">
                    {other.offense} · {other.person} · {other.location}
                  </span>
                  <StateTag state={other.state} />
                  <span className="faint">
                    <TimeAgo at={other.receivedAt} />
                  </span>
                </>
              )}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
