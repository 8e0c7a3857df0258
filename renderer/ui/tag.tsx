import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../t.ts';

export type TagTone = 'plain' | 'accent' | 'ok' | 'warn' | 'danger' | 'repeat';

/** A short mark. Its color never stands alone: there is always a word, and often a sign. */
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

/** Something that a report should have and does not. */
export function Missing({ children = t('ui.missing') }: { children?: ReactNode }) {
  return <Tag tone="warn">{children}</Tag>;
}
