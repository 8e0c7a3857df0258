import { TriangleAlert } from 'lucide-react';
import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import type { Person } from '#shared/domain/report.ts';
import { chosenIn } from '#shared/domain/several.ts';
import { t } from '../t.ts';
import { factWords } from '../wording/fact-words.ts';
import { Tag } from './tag.tsx';

const FIELD = FACT_FIELDS.who.safeContact;

/** Shows what an officer must know before calling, mailing or e-mailing the reporter. */
export function ContactFirst({ safeContact, interpreter }: Partial<Pick<Person, 'safeContact' | 'interpreter'>>) {
  return (
    <>
      {safeContact != null && chosenIn(FIELD, safeContact).length > 0 && (
        <Tag tone="danger" icon={TriangleAlert}>
          {t('report.safeFirst', { how: factWords(FIELD, safeContact) ?? '' })}
        </Tag>
      )}
      {interpreter != null && <Tag tone="accent">{t('report.interpreterFirst', { language: interpreter })}</Tag>}
    </>
  );
}
