import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'info' | 'ok' | 'warn' | 'danger';

const ICONS = { info: Info, ok: CircleCheck, warn: TriangleAlert, danger: CircleAlert } as const;

/** An inline message. With `role` alert, screen readers announce it immediately; with status, when idle. */
export function Notice({
  tone,
  title,
  children,
  actions,
  role,
}: {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const Icon = ICONS[tone];
  return (
    <div className={`notice notice-${tone}`} role={role}>
      <Icon className="icon" aria-hidden />
      <div className="notice-body">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children !== undefined && <div className="notice-text">{children}</div>}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
