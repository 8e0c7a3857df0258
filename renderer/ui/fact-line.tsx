import type { ReactNode } from 'react';

/** A label and its content in a list of facts. */
export function FactLine({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
