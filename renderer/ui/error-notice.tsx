import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { errorWords, isAway } from '../model/error-remedy.ts';
import { t } from '../t.ts';
import { fieldSentence } from '../wording/error-words.ts';
import { Notice } from './notice.tsx';

const MOST_FIELDS = 5;

/** An error shown where it happened: what went wrong, what to do, the error code for support, and a retry button. */
export function ErrorNotice({
  error,
  title,
  kept,
  onRetry,
}: {
  error: Pick<AppError, 'code' | 'detail'> & Partial<Pick<AppError, 'fields'>>;
  title?: string;
  /** A sentence saying that what was filled in is kept until the server can be reached. */
  kept?: string;
  onRetry?: () => void;
}) {
  const { what, wayOut } = errorWords(error, title === undefined ? undefined : 'task');
  const fields = error.fields ?? [];
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title ?? what}
      actions={
        // If the input has to change first, retrying would not help.
        onRetry &&
        fields.length === 0 && (
          <Button className="button" onPress={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )
      }
    >
      {title !== undefined && <p>{what}</p>}
      {fields.slice(0, MOST_FIELDS).map(({ path, detail }) => (
        <p key={path}>{fieldSentence({ detail })}</p>
      ))}
      {wayOut !== null && <p>{wayOut}</p>}
      {isAway(error) && kept !== undefined && <p>{kept}</p>}
      <p className="error-code">{t('ui.codeCode', { code: error.code })}</p>
    </Notice>
  );
}
