import { countsAsRepeat, HYPOTHESES, type Repeat } from '#shared/domain/repeat.ts';
import type { Model } from '#shared/link/model.ts';

/** What a model's hypothesis of this number means to an officer; of one that is not known here, no more than "related". */
export const hypothesisOf = ({ hypotheses }: Model, at: number): Repeat['hypothesis'] =>
  HYPOTHESES.find((one) => one === hypotheses[at]?.name) ?? 'related';

/** A bit for each hypothesis that counts as a repeat where nobody decided about the pair. */
export const countedOf = (model: Model): number =>
  model.hypotheses.reduce((bits, _, at) => {
    const counts = countsAsRepeat({ hypothesis: hypothesisOf(model, at), state: 'suggested' });
    return counts ? bits | (1 << at) : bits;
  }, 0);
