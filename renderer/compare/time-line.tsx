import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { timeframe } from '../model/timeframe.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { type Interval, timeScale } from './time-scale.ts';

/** Shows the reported times of both incidents on one timeline. */
export function TimeLine({ left, right }: { left: Report; right: Report }) {
  const { from, zone } = useDesk();
  const [a, b] = [knownFacts(left).when, knownFacts(right).when];
  const scale = timeScale(a, b);
  const words = (when: typeof a) => timeframe(when, from, zone);
  return (
    <figure className="time-line">
      <Line label="A" words={words(a)} interval={scale.left} />
      <Line label="B" words={words(b)} interval={scale.right} other />
      <figcaption className="faint">{scale.words}</figcaption>
    </figure>
  );
}

function Line({
  label,
  words,
  interval,
  other = false,
}: {
  label: string;
  words: string;
  interval: Interval;
  other?: boolean;
}) {
  return (
    <div className="time-row">
      <span className={other ? 'side-mark side-mark-other' : 'side-mark'}>{label}</span>
      <span className="time-track" aria-hidden>
        <span
          className={other ? 'time-bar time-bar-other' : 'time-bar'}
          style={{ left: `${interval.from * 100}%`, width: `${(interval.to - interval.from) * 100}%` }}
        />
      </span>
      <span className="time-words">{words}</span>
    </div>
  );
}
