import type { ReactNode } from 'react';

/** A section of the settings with its heading. */
export function SettingsPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-part" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      {children}
    </section>
  );
}
