import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { LONGEST_SECRET, SHORTEST_SECRET } from '#shared/domain/account.ts';
import { t } from '../t.ts';

export type TypedSecret = { secret: string; again: string };

const longEnough = ({ secret }: TypedSecret) => Array.from(secret).length >= SHORTEST_SECRET;

/** Whether it may be sent; what else is asked of a secret the server knows. */
export const newSecretReady = (typed: TypedSecret): boolean => longEnough(typed) && typed.secret === typed.again;

/** A secret of one's own, typed twice because nobody sees it. */
export function NewSecretFields({
  typed,
  onType,
  tried,
  problem,
  focus = false,
}: {
  typed: TypedSecret;
  onType: (typed: TypedSecret) => void;
  /** From the first try to send on, it is said what is missing. */
  tried: boolean;
  /** Why the server did not take the last one. */
  problem: string | null;
  focus?: boolean;
}) {
  const short = tried && !longEnough(typed);
  return (
    <>
      <TextField
        className="field"
        type="password"
        value={typed.secret}
        onChange={(secret) => onType({ ...typed, secret })}
        maxLength={LONGEST_SECRET}
        isInvalid={short || (problem !== null && typed.secret === '')}
        autoComplete="new-password"
      >
        <Label className="label">{t('New secret')}</Label>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={focus} />
        <Text slot="description" className="hint-text">
          {t(
            'At least {n} characters of any kind. A sentence that only you would say is good; a name with a year is not.',
            { n: SHORTEST_SECRET },
          )}
        </Text>
        <FieldError className="field-error">
          {short ? t('Type at least {n} characters.', { n: SHORTEST_SECRET }) : problem}
        </FieldError>
      </TextField>
      <TextField
        className="field"
        type="password"
        value={typed.again}
        onChange={(again) => onType({ ...typed, again })}
        maxLength={LONGEST_SECRET}
        isInvalid={tried && !short && typed.secret !== typed.again}
        autoComplete="new-password"
      >
        <Label className="label">{t('The same once more')}</Label>
        <Input className="input" />
        <FieldError className="field-error">{t('The two are not the same.')}</FieldError>
      </TextField>
    </>
  );
}
