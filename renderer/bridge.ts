import { AppError } from '#shared/errors.ts';
import type { Answer, Input, Output } from '#shared/ipc.ts';
import type { Channel, Topic } from '#shared/ipc-names.ts';

/** The API that the preload script exposes to the window: one function to send requests and one to subscribe. */
export type Port = {
  call: (channel: Channel, input: unknown) => Promise<Answer<unknown>>;
  on: (topic: Topic, hear: () => void) => () => void;
};

declare global {
  // Must be an interface, because only an interface can extend the browser's own `Window` type.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Window {
    readonly p2c: Port;
  }
}

type NoInput = { [C in Channel]: Input<C> extends undefined ? C : never }[Channel];
type Ask = {
  <C extends NoInput>(channel: C): Promise<Output<C>>;
  <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
};

/**
 * Calls the main process. The main process already parsed the response with the channel's schema, so the type can be
 * trusted.
 * @throws AppError with the code, detail and field errors of the response.
 */
export const ask: Ask = async <C extends Channel>(channel: C, input?: Input<C>): Promise<Output<C>> => {
  const answer = (await window.p2c.call(channel, input)) as Answer<Output<C>>;
  if (answer.ok) return answer.value;
  throw new AppError(answer.error.code, { detail: answer.error.detail, fields: answer.error.fields });
};

/** Subscribes to changes on any of the topics. Returns the unsubscribe function. */
export function onNews(topics: readonly Topic[], hear: () => void): () => void {
  const stops = topics.map((topic) => window.p2c.on(topic, hear));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Converts anything thrown to an AppError, so that screens always have an error code. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', { cause: error });
}
