import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import type { AccountMade } from '#shared/domain/account.ts';
import type { Role } from '#shared/domain/officer.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { errorSentence, problemAt } from '../wording/error-words.ts';
import { PasswordOnce } from './password-once.tsx';
import { RoleChoice } from './role-choice.tsx';

const FORM = 'new-account';
/** Errors after which it is unknown whether the account was created. If it was created, its password is lost. */
const MAYBE_MADE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'unavailable', 'internal', 'bad_response']);

export function CreateDialog({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('officer');
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<AccountMade | null>(null);
  const problem = (path: string) => problemAt(error?.fields ?? [], path);

  const submit = async () => {
    if (asking) return;
    const missing = [
      ...(name.trim() === '' ? [plainFault('name', 'username_missing')] : []),
      ...(displayName.trim() === '' ? [plainFault('displayName', 'display_name_missing')] : []),
    ];
    setError(missing.length === 0 ? null : new AppError('invalid_request', { fields: missing }));
    if (missing.length > 0) return;
    setAsking(true);
    try {
      setMade(await ask('accounts.create', { name, displayName, role }));
      onMade();
    } catch (thrown) {
      const why = toAppError(thrown);
      setError(why);
      if (MAYBE_MADE.has(why.code)) onMade();
    } finally {
      setAsking(false);
    }
  };

  if (made?.password != null)
    return <PasswordOnce name={made.account.name} password={made.password} waits onClose={onClose} />;
  return (
    <DialogFrame
      title={t('it.newAccount')}
      isOpen
      onClose={onClose}
      onSend={() => void submit()}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button className="button button-primary" type="submit" form={FORM} isPending={asking}>
            {t('it.createAccount')}
          </Button>
        </>
      }
    >
      {/* Errors stay outside the form, because TaskError may contain a form, and forms can't be nested. */}
      {error !== null && MAYBE_MADE.has(error.code) ? (
        <Notice tone="danger" role="alert" title={t('it.maybeCreated')}>
          <p>{errorSentence(error)}</p>
          <p>{t('it.maybeCreatedLookAtList', { name: name.trim().toLowerCase() })}</p>
        </Notice>
      ) : (
        <TaskError error={error?.fields.length === 0 ? error : null} onProven={() => void submit()} />
      )}
      <Form
        id={FORM}
        className="stack"
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          className="field"
          value={displayName}
          onChange={setDisplayName}
          maxLength={160}
          isInvalid={problem('displayName') !== undefined}
        >
          <Label className="label">{t('it.displayName')}</Label>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Input className="input" autoFocus placeholder="Officer Rivera" />
          <FieldError className="field-error">{problem('displayName')}</FieldError>
        </TextField>
        <TextField className="field" value={name} onChange={setName} isInvalid={problem('name') !== undefined}>
          <Label className="label">{t('it.username')}</Label>
          <Input className="input" placeholder="rivera" spellCheck={false} autoCapitalize="none" />
          <Text slot="description" className="hint-text">
            {t('it.lettersNumbersAnd_')}
          </Text>
          <FieldError className="field-error">{problem('name')}</FieldError>
        </TextField>
        <RoleChoice role={role} onRole={setRole} />
        <p className="hint-text">{t('it.aSecondPersonConfirms')}</p>
      </Form>
    </DialogFrame>
  );
}
