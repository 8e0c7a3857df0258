import type { Log } from '#electron/common/log.ts';
import { AppError, type ErrorCode, errorShape } from '#shared/errors.ts';
import { fieldErrors } from '#shared/field-error.ts';
import { type Answer, ipc } from '#shared/ipc.ts';
import type { Channel } from '#shared/ipc-names.ts';
import type { Handlers } from './handlers.ts';

/** Why the window may not use this channel now; null when it may. */
export type Gate = (channel: Channel) => ErrorCode | null;

/**
 * Handles one request from the window if the gate allows it: parses the input with the channel's schema and returns the
 * result, or an error with its code. Rejected input is logged by field name, never by value.
 */
export async function dispatch(
  handlers: Handlers,
  log: Log,
  gate: Gate,
  channel: Channel,
  sent: unknown,
): Promise<Answer<unknown>> {
  const before = gate(channel);
  if (before !== null) return refused(log, channel, before);
  const parsed = ipc[channel].input.safeParse(sent);
  if (!parsed.success) {
    const fields = fieldErrors(parsed.error);
    // Log only field names that the schema knows: the name of an unknown field may be text that a user typed.
    log('ipc.bad_payload', { channel, fields: parsed.error.issues.map(({ path }) => path.map(String).join('.')) });
    return failed(new AppError('invalid_request', { fields }));
  }
  try {
    const handler: (input: never) => unknown = handlers[channel];
    const value = await handler(parsed.data as never);
    // The window may have been locked while the request was being handled.
    const after = gate(channel);
    return after === null ? { ok: true, value } : refused(log, channel, after);
  } catch (error) {
    if (!(error instanceof AppError))
      log('ipc.error', { channel, name: error instanceof Error ? error.name : 'unknown' });
    return failed(error);
  }
}

function refused(log: Log, channel: Channel, why: ErrorCode): Answer<never> {
  log('ipc.refused', { channel, why });
  return failed(new AppError(why));
}

export function failed(error: unknown): Answer<never> {
  const { code, detail, fields } = errorShape(error);
  return { ok: false, error: { code, detail, fields: [...fields] } };
}
