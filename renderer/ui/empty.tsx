import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** An empty state for a screen or pane: explains why there is nothing to show and what to do next. */
export function Empty({
  icon: Icon,
  title,
  children,
  actions,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="empty" role="status">
      <Icon className="empty-icon" aria-hidden />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-text">{children}</div>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}
