import { useState } from 'react';
import { type KeptForm, keepForm, keptForm } from './kept-forms.ts';

/** The form of one review; what was filled in stays when the reviewer looks at another page. */
export function useKeptForm(me: string, sampleId: string) {
  const [form, setForm] = useState(() => keptForm(me, sampleId));
  return {
    form,
    change: (part: Partial<KeptForm>): void => {
      const next = { ...form, ...part };
      keepForm(me, sampleId, next);
      setForm(next);
    },
    saved: (): void => keepForm(me, sampleId, null),
  };
}
