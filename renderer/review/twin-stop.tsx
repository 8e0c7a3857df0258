import { CircleX } from 'lucide-react';
import { Button, FieldError, Input, Label, TextField } from 'react-aria-components';
import type { Draft } from '#shared/domain/draft.ts';
import { isByAnother } from '#shared/domain/duplicate.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { FieldError as FieldProblem } from '#shared/field-error.ts';
import type { ShownDuplicate } from '#shared/ipc-shapes.ts';
import { TWIN } from '../model/requirements.ts';
import { t } from '../t.ts';
import { duplicateTitle, percent, shortReasons } from '../wording/duplicate-words.ts';
import { fieldSentence } from '../wording/error-words.ts';
import { filledIn } from './draft.ts';

/**
 * Stops an approval that would give an incident a second case number. The officer rejects the report as a duplicate of
 * the approved one, or says why it is not one.
 */
export function TwinStop({
  twin,
  policy,
  draft,
  onChange,
  errors,
  onReject,
}: {
  twin: ShownDuplicate;
  policy: Policy;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  errors: readonly FieldProblem[];
  onReject: (reasonCode: string, other: Pick<Draft, 'duplicateOf'>) => void;
}) {
  const number = twin.primaryNumber;
  const instead = filledIn('reject', number, policy);
  const error = errors.find(({ path }) => path.endsWith(`anyway.${TWIN}`));
  const { anyway = {} } = draft;
  return (
    <section className="requirements" aria-label={t('review.alreadyApproved')}>
      <h3 className="requirements-title">{t('review.alreadyApproved')}</h3>
      <div className="requirement">
        <p className="requirement-what">
          {t('review.twinIsApproved', { number: twin.trackingNumber })}{' '}
          {twin.state === 'same'
            ? duplicateTitle(twin)
            : t('review.twinLikely', { percent: percent(twin.probability), reasons: shortReasons(twin) })}
          {isByAnother(twin) && ` ${t('review.twinByAnother')}`}
        </p>
        <TextField
          className="field"
          value={anyway[TWIN] ?? ''}
          onChange={(answer) => onChange({ anyway: { ...anyway, [TWIN]: answer } })}
          maxLength={300}
          isInvalid={error !== undefined}
          // Approving would be wrong without this answer, so it comes first.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        >
          <Label className="label">{t('review.notADuplicateBecause')}</Label>
          <Input className="input" autoComplete="off" dir="auto" />
          <FieldError className="field-error">{error && fieldSentence(error)}</FieldError>
        </TextField>
        {instead.reasonCode != null && (
          <div className="requirement-ways">
            <Button
              className="button button-link"
              onPress={() => onReject(instead.reasonCode ?? '', { duplicateOf: number })}
            >
              <CircleX className="icon" aria-hidden />
              {t('review.rejectInsteadAsADuplicateOf', { number })}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
