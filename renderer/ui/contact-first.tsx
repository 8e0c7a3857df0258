import { TriangleAlert } from 'lucide-react';
import type { Person } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { Tag } from './tag.tsx';

const SAFE_WORDS = {
  no_calls: t('report.safeNoCalls'),
  no_mail: t('report.safeNoMail'),
  email_only: t('report.safeEmailOnly'),
};

/** What an officer must know before reaching for the phone or an envelope. */
export function ContactFirst({ safeContact, interpreter }: Partial<Pick<Person, 'safeContact' | 'interpreter'>>) {
  return (
    <>
      {safeContact != null && safeContact !== 'any' && (
        <Tag tone="danger" icon={TriangleAlert}>
          {t('report.safeFirst', { how: SAFE_WORDS[safeContact] })}
        </Tag>
      )}
      {interpreter != null && <Tag tone="accent">{t('report.interpreterFirst', { language: interpreter })}</Tag>}
    </>
  );
}
