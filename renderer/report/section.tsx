import type { ReactNode } from 'react';
import { Missing } from '../ui/tag.tsx';
import { CopyValue } from './copy-value.tsx';
import { Corrected, useIsCorrected } from './corrections.tsx';

export function Section({
  title,
  aside,
  holds,
  children,
}: {
  title: string;
  aside?: ReactNode;
  /** The search fields that this section shows, separated by spaces. */
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

/** A term and its value; a missing value is either omitted or marked. */
export function Fact({
  term,
  field,
  value,
  needed = false,
  isReached = false,
}: {
  term: string;
  /** The value's path in the facts, used to show a correction next to it. */
  field?: string;
  value: ReactNode;
  /** Whether a report of this kind is incomplete without this value. */
  needed?: boolean;
  /** Whether Tab reaches the value. */
  isReached?: boolean;
}) {
  const none = value === null || value === undefined || value === '';
  const corrected = useIsCorrected()(field);
  if (none && !needed && !corrected) return null;
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd dir="auto">
        <Value isNeeded={needed} {...{ value: none ? null : value, corrected, isReached }} />
        {field !== undefined && <Corrected field={field} isReached={isReached} />}
      </dd>
    </div>
  );
}

/**
 * A value as the reporter entered it. A click copies it, unless it was corrected; then the correction is copied
 * instead.
 */
export function Value({
  value,
  corrected,
  isNeeded,
  isReached = false,
}: {
  /** Null if the reporter gave no value. */
  value: ReactNode;
  corrected: boolean;
  isNeeded: boolean;
  isReached?: boolean;
}) {
  if (value === null) return isNeeded && !corrected && <Missing />;
  return corrected ? <span className="was">{value}</span> : <CopyValue isReached={isReached}>{value}</CopyValue>;
}
