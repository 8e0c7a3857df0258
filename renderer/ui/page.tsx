import { type ReactNode, useEffect, useRef } from 'react';

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
  const page = useRef<HTMLElement>(null);
  // Come here by a key, nothing has the focus: Tab then begins in the page, and a screen reader says where one is.
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
