import { countsAsDuplicate, type Duplicate, HYPOTHESES } from '#shared/domain/duplicate.ts';
import type { Model } from '#shared/link/model.ts';

/** Maps a model's hypothesis to the hypothesis shown to officers; an unknown hypothesis is shown as "related". */
export const hypothesisOf = ({ hypotheses }: Model, at: number): Duplicate['hypothesis'] =>
  HYPOTHESES.find((one) => one === hypotheses[at]?.name) ?? 'related';

/** Bit mask of the hypotheses that count as duplicates when no one has decided about the pair. */
export const countedOf = (model: Model): number =>
  model.hypotheses.reduce((bits, _, at) => {
    const counts = countsAsDuplicate({ hypothesis: hypothesisOf(model, at), state: 'suggested' });
    return counts ? bits | (1 << at) : bits;
  }, 0);
