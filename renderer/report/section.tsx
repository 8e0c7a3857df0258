import { type ReactNode, useContext } from 'react';
import { Missing } from '../ui/tag.tsx';
import { Corrected, Corrections } from './corrections.tsx';

export function Section({
  title,
  aside,
  holds,
  children,
}: {
  title: string;
  aside?: ReactNode;
  /** The search's fields that are shown here, with spaces between them. */
  holds?: string;
  children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title} data-holds={holds}>
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
  field,
  value,
  needed = false,
}: {
  term: string;
  /** Its place in the facts, where a correction may stand beside it. */
  field?: string;
  value: ReactNode;
  /** Whether a report of this kind is incomplete without it. */
  needed?: boolean;
}) {
  const none = value === null || value === undefined || value === '';
  const corrected = useContext(Corrections).some((one) => one.field === field);
  if (none && !needed && !corrected) return null;
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd dir="auto">
        {none ? needed && !corrected && <Missing /> : value}
        {field !== undefined && <Corrected field={field} />}
      </dd>
    </div>
  );
}
