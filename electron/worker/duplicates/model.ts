import { modelSchema } from '#shared/link/model.ts';
import file from '../../../resources/link/p2c.json' with { type: 'json' };

/** The linkage model bundled with the application. */
export const p2cModel = modelSchema.parse(file);
