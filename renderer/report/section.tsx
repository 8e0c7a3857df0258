import type { ReactNode } from 'react';
import { Missing } from '../ui/tag.tsx';

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="section" aria-label={title}>
      <h3 className="section-title">
        {title}
        {aside !== undefined && <span className="section-aside">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

/** A term and what was said about it; what was not said is either left out or marked. */
export function Fact({
  term,
  value,
  needed = false,
}: {
  term: string;
  value: ReactNode;
  /** Whether a report of this kind is incomplete without it. */
  needed?: boolean;
}) {
  const none = value === null || value === undefined || value === '';
  if (none && !needed) return null;
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{none ? <Missing /> : value}</dd>
    </div>
  );
}
