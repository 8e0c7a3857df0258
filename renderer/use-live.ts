import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import type { Input, Output } from '#shared/ipc.ts';
import type { Channel, Topic } from '#shared/ipc-names.ts';
import { ask, onNews, toAppError } from './bridge.ts';
import { type Live, type LiveEvent, startLive, stepLive } from './live-core.ts';

export type LiveValue<T> = {
  /** The newest value there is; it may still be the answer to the former input, see `fresh`. */
  value: T | undefined;
  /** Whether `value` answers the present input. */
  fresh: boolean;
  error: AppError | null;
  /** True once an answer has taken longer than a person would call "at once" (100 ms). */
  slow: boolean;
  refresh: () => void;
};

/**
 * Asks a channel, and asks again on news of the topics and on a new input. The old value stays until the new one is
 * there, so nothing flickers, and an answer that was overtaken is dropped. With null as input nothing is asked.
 *
 * @param ahead gives the answer to a new input where it is known before, as the news have left it; then it is not asked for.
 */
export function useLive<C extends Channel>(
  channel: C,
  input: Input<C> | null,
  topics: readonly Topic[] = [],
  ahead?: (input: Input<C>) => Output<C> | undefined,
): LiveValue<Output<C>> {
  const key = JSON.stringify([channel, input]);
  const [live, tell] = useReducer(
    (state: Live<Output<C>>, event: LiveEvent<Output<C>>) => stepLive(state, event),
    key,
    startLive<Output<C>>,
  );
  const question = useRef({ channel, input });
  useLayoutEffect(() => {
    question.current = { channel, input };
  });

  // While rendering, so that the question goes out after the first drawing and not after a second one.
  if (live.key !== key) tell({ type: 'key', key, value: input === null ? undefined : ahead?.(input) });

  const { seq, asking } = live;
  // Not after the painting: what is to be painted next depends on the answer.
  useLayoutEffect(() => {
    const { channel, input } = question.current;
    if (input === null || !asking) return;
    ask(channel, input).then(
      (value) => tell({ type: 'value', seq, value }),
      (error: unknown) => tell({ type: 'failure', seq, error: toAppError(error) }),
    );
  }, [seq, asking]);

  const names = topics.join(' ');
  useEffect(() => onNews(names === '' ? [] : (names.split(' ') as Topic[]), () => tell({ type: 'news' })), [names]);

  const fresh = live.valueKey === key;
  return {
    value: live.value,
    fresh,
    error: live.key === key ? live.error : null,
    slow: useSlow(input !== null && live.asking && !fresh),
    refresh: useCallback(() => tell({ type: 'news' }), []),
  };
}

/** Becomes true when something has been going on for 100 ms: less than that is not worth showing. */
export function useSlow(busy: boolean, afterMs = 100): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy, afterMs]);
  return slow && busy;
}
