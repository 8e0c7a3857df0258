import type { Comparison } from './model.ts';

/** Words that a model's file has of its own: one text, or one by language (`en`). */
export type OwnWords = string | Readonly<Record<string, string>>;

/** What a comparison came out as, by the names that the model gives both. */
export type Reason = {
  comparison: string;
  level: string;
  /** The distance or the time that the level is up to; of the last level, which has none, where it begins. */
  params: { meters?: number; hours?: number };
  /** Null where the file has none: whoever shows the reason then says it. */
  words: OwnWords | null;
};

/** The reason at one level of a comparison; null where it has no such level. */
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

/** One that no model names. */
export const reasonApart = (name: 'rivals' | 'prior'): Reason => ({
  comparison: name,
  level: name,
  params: {},
  words: null,
});
