import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** A screen or pane that has nothing to show, and says why and what to do. */
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
