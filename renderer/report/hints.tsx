import { Flag } from 'lucide-react';
import type { ReportView } from '#shared/ipc.ts';
import { Section } from './section.tsx';

/** Things to look at, each with the rule it rests on. Hints never decide. */
export function Hints({ hints }: { hints: ReportView['hints'] }) {
  return (
    <Section title="Hints" aside="to look at; you decide">
      <ul className="hints">
        {hints.map((hint) => (
          <li className="hint" key={hint.code}>
            <Flag className="icon" aria-hidden />
            <div>
              <p className="hint-what">{hint.text}</p>
              <p className="faint">{hint.rule}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
