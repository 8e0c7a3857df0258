import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../t.ts';

export type TagTone = 'plain' | 'accent' | 'ok' | 'warn' | 'danger' | 'duplicate';

/** A short label. Color is never its only signal: there is always text, and often an icon. */
export function Tag({
  tone = 'plain',
  icon: Icon,
  title,
  children,
}: {
  tone?: TagTone;
  icon?: LucideIcon;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {Icon !== undefined && <Icon className="tag-icon" aria-hidden />}
      {children}
    </span>
  );
}

/** Marks a value that a report should have but does not. */
export function Missing({ children = t('ui.missing') }: { children?: ReactNode }) {
  return <Tag tone="warn">{children}</Tag>;
}
