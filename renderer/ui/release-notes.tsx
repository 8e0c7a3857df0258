import type { UpdateState } from '#shared/ipc-shapes.ts';
import { language } from '../t.ts';

/** Shows what is new in a version, in the window's language if the release has it; otherwise in English. */
export function ReleaseNotes({ title, notes }: { title: string; notes: NonNullable<UpdateState['notes']> }) {
  const text = (language() === 'es' ? notes.es : undefined) ?? notes.en;
  if (text === '') return null;
  return (
    <section className="release-notes" aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}
