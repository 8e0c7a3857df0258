import type { ReactNode } from 'react';

/** A name and what is to be said about it, in a list of facts. */
export function FactLine({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
