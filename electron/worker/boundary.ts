import { z } from 'zod';
import type { Ring } from '#shared/screening/geometry.ts';
import file from '../../resources/hartford/boundary.json' with { type: 'json' };

/** The city's outer ring, bundled with the application. */
export const cityBoundary: Ring = z.array(z.tuple([z.number(), z.number()])).parse(file.ring);
