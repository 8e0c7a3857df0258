import { type ReactNode, useEffect, useRef } from 'react';

/** A page that replaces the queue and report. */
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
  const page = useRef<HTMLElement>(null);
  // A page opened with a key has nothing focused. Focusing the page makes Tab start inside it and lets screen readers
  // announce it.
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main className="page" aria-label={title} ref={page} tabIndex={-1}>
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
