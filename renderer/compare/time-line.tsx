import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report } from '#shared/domain/report.ts';
import { timeframe } from '../model/timeframe.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { type Stretch, timeScale } from './time-scale.ts';

/** Shows the reported times of both incidents on one timeline. */
export function TimeLine({ left, right }: { left: Report; right: Report }) {
  const { now, zone } = useDesk();
  const [a, b] = [knownFacts(left).when, knownFacts(right).when];
  const scale = timeScale(a, b);
  const words = (when: typeof a) => timeframe(when, now, zone);
  return (
    <figure className="time-line">
      <Line label="A" words={words(a)} stretch={scale.left} />
      <Line label="B" words={words(b)} stretch={scale.right} other />
      <figcaption className="faint">{scale.words}</figcaption>
    </figure>
  );
}

function Line({
  label,
  words,
  stretch,
  other = false,
}: {
  label: string;
  words: string;
  stretch: Stretch;
  other?: boolean;
}) {
  return (
    <div className="time-row">
      <span className={other ? 'side-mark side-mark-other' : 'side-mark'}>{label}</span>
      <span className="time-track" aria-hidden>
        <span
          className={other ? 'time-bar time-bar-other' : 'time-bar'}
          style={{ left: `${stretch.from * 100}%`, width: `${(stretch.to - stretch.from) * 100}%` }}
        />
      </span>
      <span className="time-words">{words}</span>
    </div>
  );
}
