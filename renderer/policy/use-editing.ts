import { createContext, useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import type { FieldError } from '#shared/field-error.ts';
import { checkDocument } from '#shared/letters/policy-document.ts';
import { ask } from '../bridge.ts';
import { KEEP_NOW } from '../hooks/keep-now.ts';
import { type Doc, withValue } from './document.ts';
import { draftKeeper, type Keeping, type Typed, unsavedOf } from './draft-keeper.ts';

export type OwnDraft = PolicyDraftRow & { document: string };

/** What the fields of the editor read and change. */
type Editing = {
  doc: Doc;
  put: (path: string, value: unknown) => void;
  faults: readonly FieldError[];
  /** The draft as a policy; null while it has faults. */
  policy: Policy | null;
};

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('a field of the policy is outside of the editor');
  return editing;
}

/** A draft while its author edits it: checked as typed, and saved to the server in the background. */
export function useOwnDraft(draft: OwnDraft) {
  const [typed, setTyped] = useState<Typed>(
    () => unsavedOf(draft.id) ?? { document: JSON.parse(draft.document) as Doc, why: draft.why },
  );
  const [keeping, setKeeping] = useState<Keeping>({ state: unsavedOf(draft.id) === undefined ? 'saved' : 'unsaved' });
  const [keeper] = useState(() =>
    draftKeeper({
      draftId: draft.id,
      revision: draft.revision,
      save: async ({ document, why }, revision) => {
        const body = { draftId: draft.id, revision, document: JSON.stringify(document), why, ready: false };
        return (await ask('policy.save', body)).revision;
      },
      tell: setKeeping,
      // Without a place to keep it, the page still says that it isn't saved.
      keep: (kept) =>
        void ask(
          'policy.keep',
          kept && { draftId: draft.id, document: JSON.stringify(kept.document), why: kept.why },
        ).catch(() => undefined),
    }),
  );
  useEffect(() => {
    const flush = () => void keeper.flush();
    window.addEventListener(KEEP_NOW, flush);
    keeper.start();
    if (unsavedOf(draft.id) !== undefined) flush();
    return () => {
      window.removeEventListener(KEEP_NOW, flush);
      keeper.stop();
    };
  }, [keeper, draft.id]);

  const latest = useRef(typed);
  const change = (next: Typed) => {
    latest.current = next;
    setTyped(next);
    keeper.change(next);
  };
  // Checking writes a sample of every letter, so typing doesn't wait for it.
  const checkedDoc = useDeferredValue(typed.document);
  const { policy, faults } = useMemo(
    () => checkDocument(checkedDoc, { version: draft.basedOn, publishedAt: draft.savedAt }),
    [checkedDoc, draft.basedOn, draft.savedAt],
  );
  return {
    editing: {
      doc: typed.document,
      put: (path: string, value: unknown) =>
        change({ ...latest.current, document: withValue(latest.current.document, path, value) }),
      faults,
      policy,
    },
    why: typed.why,
    setWhy: (why: string) => change({ ...latest.current, why }),
    keeping,
    keeper,
    typed: () => latest.current,
  };
}
