import { createContext, useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import type { PolicyDraftRow } from '#shared/domain/policy-draft.ts';
import type { FieldError } from '#shared/field-error.ts';
import { checkDocument } from '#shared/letters/policy-document.ts';
import { policyWarnings } from '#shared/letters/policy-warnings.ts';
import { ask } from '../bridge.ts';
import { KEEP_NOW } from '../hooks/keep-now.ts';
import { type Doc, withValue } from './document.ts';
import { draftKeeper, type Keeping, type Typed, unsavedOf } from './draft-keeper.ts';
import { type LanguageNote, languageNotes } from './language-notes.ts';
import { codesOf, type KnownCodes, withNewCode } from './new-codes.ts';

export type OwnDraft = PolicyDraftRow & { document: string };

/** The data that the editor's fields read, and the function that changes it. */
type Editing = {
  doc: Doc;
  put: (path: string, value: unknown) => void;
  faults: readonly FieldError[];
  /** Warnings that the draft's author should check. */
  warnings: readonly FieldError[];
  /** The draft as a policy, which may have errors; null while a field can't be parsed. */
  policy: Policy | null;
  known: KnownCodes;
  /** Texts that lack a translation, or were changed in only one language. */
  notes: readonly LanguageNote[];
  /** The field that a list of problems should jump to; a new object for each jump. */
  going: { path: string } | null;
};

const NONE: KnownCodes = new Set();
const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('a field of the policy is outside of the editor');
  return editing;
}

/** A draft while its author edits it: checked as typed, and saved to the server in the background. */
export function useOwnDraft(draft: OwnDraft, inForce: Policy | null) {
  const [typed, setTyped] = useState<Typed>(
    () => unsavedOf(draft.id) ?? { document: JSON.parse(draft.document) as Doc, why: draft.why },
  );
  const [keeping, setKeeping] = useState<Keeping>({ state: unsavedOf(draft.id) === undefined ? 'saved' : 'unsaved' });
  const [keeper] = useState(() =>
    draftKeeper({
      draftId: draft.id,
      from: { revision: draft.revision, document: draft.document },
      save: async ({ document, why }, revision) => {
        const body = { draftId: draft.id, revision, document: JSON.stringify(document), why, ready: false };
        return (await ask('policy.save', body)).revision;
      },
      tell: setKeeping,
      // Ignore a failure to store changes on this workstation: the page already says that the draft isn't saved.
      keep: (kept) =>
        void ask(
          'policy.keep',
          kept && { draftId: draft.id, document: JSON.stringify(kept.document), why: kept.why, from: kept.from },
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

  const [going, setGoing] = useState<Editing['going']>(null);
  const latest = useRef(typed);
  const change = (next: Typed) => {
    latest.current = next;
    setTyped(next);
    keeper.change(next);
  };
  // Checking renders a sample of every letter, so it is deferred while typing.
  const checkedDoc = useDeferredValue(typed.document);
  const { policy, faults } = useMemo(() => {
    const at = { version: draft.basedOn, publishedAt: draft.savedAt };
    const checked = checkDocument(checkedDoc, at);
    // Keep showing the preview, even if there is an error elsewhere or in the letter being written.
    return { ...checked, policy: checked.policy ?? policySchema.safeParse({ ...checkedDoc, ...at }).data ?? null };
  }, [checkedDoc, draft.basedOn, draft.savedAt]);
  const warnings = useMemo(() => (policy === null ? [] : policyWarnings(policy)), [policy]);
  const notes = useMemo(
    // Compare only with the version that the draft is based on. Compared with a newer version, everything published
    // since would look like the author's own change.
    () => languageNotes(checkedDoc, inForce?.version === draft.basedOn ? inForce : null),
    [checkedDoc, inForce, draft.basedOn],
  );
  const known = useMemo(() => (inForce === null ? null : codesOf(inForce)), [inForce]);
  const language = inForce?.agency.language ?? 'en';
  return {
    editing: {
      doc: typed.document,
      put: (path: string, value: unknown) => {
        const { document, why } = latest.current;
        change({ document: withNewCode(document, withValue(document, path, value), known, language), why });
      },
      faults,
      warnings,
      policy,
      known: known ?? NONE,
      notes,
      going,
    },
    goTo: (path: string) => setGoing({ path }),
    why: typed.why,
    setWhy: (why: string) => change({ ...latest.current, why }),
    keeping,
    keeper,
    typed: () => latest.current,
  };
}
