import { useCallback, useEffect, useRef, useState } from 'react';
import { EMPTY_FORM, type ReviewForm } from '#shared/domain/second-review.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { useKeeper } from '../hooks/use-keeper.ts';

export type KeptForm = {
  /** Undefined while loading. */
  form: ReviewForm | undefined;
  error: AppError | null;
  change: (part: Partial<ReviewForm>) => void;
  /** Called when the server has the form's data. */
  saved: () => void;
};

/** The form of a review, stored on this workstation until the server has its data. */
export function useKeptForm(sampleId: string): KeptForm {
  const [form, setForm] = useState<ReviewForm>();
  const [error, setError] = useState<AppError | null>(null);
  const latest = useRef<ReviewForm>(EMPTY_FORM);
  const save = useCallback((next: ReviewForm | null) => ask('reviews.keep', { sampleId, form: next }), [sampleId]);
  const { keep, drop } = useKeeper(save, setError);
  useEffect(() => {
    let here = true;
    ask('reviews.kept', { sampleId }).then(
      (kept) => {
        if (!here) return;
        latest.current = kept ?? EMPTY_FORM;
        setForm(latest.current);
      },
      (thrown: unknown) => {
        if (here) setError(toAppError(thrown));
      },
    );
    return () => {
      here = false;
    };
  }, [sampleId]);
  return {
    form,
    error,
    change: (part) => {
      latest.current = { ...latest.current, ...part };
      setForm(latest.current);
      keep(latest.current);
    },
    saved: () => {
      drop();
      latest.current = EMPTY_FORM;
      setForm(latest.current);
      save(null).catch((thrown: unknown) => setError(toAppError(thrown)));
    },
  };
}
