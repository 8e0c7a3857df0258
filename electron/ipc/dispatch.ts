import { AppError, errorShape } from '#shared/errors.ts';
import { type Answer, ipc } from '#shared/ipc.ts';
import type { Channel } from '#shared/ipc-names.ts';
import type { Log } from '../log.ts';
import type { Handlers } from './handlers.ts';

/**
 * Answers one question of the window: parses what was sent by the channel's schema and gives the result, or an error
 * with its code. What was refused is logged by the names of its fields, never by their values.
 */
export async function dispatch(
  handlers: Handlers,
  log: Log,
  channel: Channel,
  sent: unknown,
): Promise<Answer<unknown>> {
  const parsed = ipc[channel].input.safeParse(sent);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((one) => ({ path: one.path.map(String).join('.'), message: one.message }));
    log('ipc.bad_payload', { channel, fields: fields.map((one) => one.path) });
    return failed(new AppError('invalid_request', { fields }));
  }
  try {
    const handler: (input: never) => unknown = handlers[channel];
    return { ok: true, value: await handler(parsed.data as never) };
  } catch (error) {
    if (!(error instanceof AppError))
      log('ipc.error', { channel, name: error instanceof Error ? error.name : 'unknown' });
    return failed(error);
  }
}

export function failed(error: unknown): Answer<never> {
  const { code, message, fields } = errorShape(error);
  return { ok: false, error: { code, message, fields: [...fields] } };
}
