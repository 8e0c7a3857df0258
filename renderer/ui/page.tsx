import type { ReactNode } from 'react';

/** A page that fills the place of queue and report. */
export function Page({
  title,
  lead,
  tools,
  children,
}: {
  title: string;
  lead?: string;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="page" aria-label={title}>
      <header className="page-head">
        <div>
          <h1 className="page-title">{title}</h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {tools !== undefined && <div className="page-tools">{tools}</div>}
      </header>
      {children}
    </main>
  );
}
