import type { Comparison } from './comparison.ts';

/** A model file's own wording: one string, or one string per language (`en`). */
export type OwnWords = string | Readonly<Record<string, string>>;

/** The result of a comparison, using the model's names for the comparison and the level. */
export type Reason = {
  comparison: string;
  level: string;
  /**
   * The level's upper limit, as a distance or a time. For the last level, which has no upper limit, this is its lower
   * limit.
   */
  params: { meters?: number; hours?: number };
  /** Null when the model file has no wording; the screen then uses its own. */
  words: OwnWords | null;
};

/** The reason at one level of a comparison; null when there is no such level. */
export function reasonOf({ name, levels }: Comparison, at: number): Reason | null {
  const level = levels[at];
  if (level === undefined) return null;
  const { meters, hours } = { ...levels[at - 1]?.when, ...level.when } as Record<string, unknown>;
  const params = {
    ...(typeof meters === 'number' ? { meters } : {}),
    ...(typeof hours === 'number' ? { hours } : {}),
  };
  return { comparison: name, level: level.name, params, words: level.words ?? null };
}

/** A reason that isn't based on a comparison in the model. */
export const reasonApart = (name: 'rivals' | 'prior'): Reason => ({
  comparison: name,
  level: name,
  params: {},
  words: null,
});
