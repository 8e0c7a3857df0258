import { AppError } from '#shared/errors.ts';
import type { Answer, Input, Output } from '#shared/ipc.ts';
import type { Channel, Topic } from '#shared/ipc-names.ts';

/** What the preload script puts into the window: one way to ask, one way to hear. */
export type Port = {
  call: (channel: Channel, input: unknown) => Promise<Answer<unknown>>;
  on: (topic: Topic, hear: () => void) => () => void;
};

declare global {
  // Only an interface adds to the browser's own type.
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
 * Asks the main process. Its answer was parsed there by the schema of the channel, so the type holds.
 * @throws AppError with the code, detail and field errors of the answer.
 */
export const ask: Ask = async <C extends Channel>(channel: C, input?: Input<C>): Promise<Output<C>> => {
  const answer = (await window.p2c.call(channel, input)) as Answer<Output<C>>;
  if (answer.ok) return answer.value;
  throw new AppError(answer.error.code, { detail: answer.error.detail, fields: answer.error.fields });
};

/** Hears news of any of the topics; the returned function stops it. */
export function onNews(topics: readonly Topic[], hear: () => void): () => void {
  const stops = topics.map((topic) => window.p2c.on(topic, hear));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Everything thrown becomes an AppError, so that a screen has a code to speak about. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', { cause: error });
}
