import type { Duplicate } from '#shared/domain/duplicate.ts';
import type { FitQuality, FitWeight, LinkFit } from '#shared/domain/link-fit.ts';
import { t } from '../t.ts';

export const HYPOTHESIS_WORDS: Record<Duplicate['hypothesis'], string> = {
  same_person: t('linkage.sameReporterSameIncident'),
  other_person: t('linkage.differentReporterSameIncident'),
  related: t('linkage.sameReporterDifferentIncident'),
};

/** Weight changes smaller than this, in bits, are too small to be noticeable. */
const NOTICEABLE_BITS = 0.1;

export function versionWords(version: number): string {
  return version === 0 ? t('linkage.defaultWeights') : t('linkage.versionVersion', { version });
}

/** Formats a share as "97.3%". */
export function share(part: number): string {
  return t('ui.n', { n: Math.round(part * 1000) / 10 });
}

/** Formats bits with a sign that screen readers announce: "+3.2", "−0.4", "0.0". */
export function bits(weight: number): string {
  const rounded = Math.abs(weight).toFixed(1);
  if (rounded === '0.0') return rounded;
  return `${weight < 0 ? '−' : '+'}${rounded}`;
}

export const isNoticeable = ({ old, next }: FitWeight): boolean => Math.abs(old - next) >= NOTICEABLE_BITS;

/**
 * Describes each quality measure in plain language, with its probability threshold; a value is null if there is nothing
 * to measure.
 */
export function qualityRows({ old, next }: LinkFit): { words: string; old: number | null; next: number | null }[] {
  return old.flatMap((before, at) => {
    const after = next[at];
    if (after === undefined) return [];
    const from = Math.round(before.threshold * 100);
    const row = (words: string, of: (one: FitQuality) => number | null) => ({
      words,
      old: of(before),
      next: of(after),
    });
    return [
      row(t('linkage.correctAmongThoseMarkedAsDuplicates', { from }), ({ found, precision }) =>
        found === 0 ? null : precision,
      ),
      row(t('linkage.foundAmongThoseOfficersCallThe', { from }), ({ recall }) => recall),
      row(t('linkage.combinedScoreF1AtFromOr', { from }), ({ f1 }) => f1),
    ];
  });
}

/** Whether the fitted weights do worse than the current ones at the lowest threshold examined. */
export function judgesWorse({ old, next }: LinkFit): boolean {
  return (next[0]?.f1 ?? 0) < (old[0]?.f1 ?? 0);
}
