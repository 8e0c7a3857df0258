import { figureQuery, figures } from './domain/figures.ts';
import { endpoint } from './endpoint.ts';

/** Endpoints in shared/api.ts for the figures page. */
export const figuresApi = {
  figures: endpoint({
    method: 'GET',
    path: '/api/v1/figures',
    summary: 'Figures of a day, a month or a year',
    description:
      'What was received, decided and open, how long it took, and who did it, from daily sums that stay when retention removes the reports. At most 400 days up to today: other limits are moved, and `from` and `to` say where to. What was decided about reports that the caller is to review blind is left out, and `hidden` says of how many. Medians and 90th percentiles come from histograms, and say how far they can be off. Reading them is audited.',
    auth: ['supervisor'],
    query: figureQuery,
    response: figures,
    errors: ['invalid_request'],
  }),
} as const;
