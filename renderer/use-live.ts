import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import type { Input, Output } from '#shared/ipc.ts';
import type { Channel, Topic } from '#shared/ipc-names.ts';
import { ask, onNews, toAppError } from './bridge.ts';
import { lastAnswers } from './last-answers.ts';
import { type Live, type LiveEvent, startLive, stepLive } from './live-core.ts';
import { isAway, isRepeated } from './model/error-remedy.ts';

export type LiveValue<T> = {
  /** The latest value; it may still belong to the previous input, see `fresh`. */
  value: T | undefined;
  /** Whether `value` belongs to the current input. */
  fresh: boolean;
  error: AppError | null;
  /** True once a request has taken longer than 100 ms, about the longest delay that users still perceive as instant. */
  slow: boolean;
  refresh: () => void;
};

/** Delay, in ms, before a failed request is repeated, unless news about the connection or the session comes first. */
const AGAIN_MS = 15_000;

/**
 * Calls a channel, and calls it again when its topics or the input change. If the server can't be reached or the
 * officer has to sign in again, the call is repeated until it succeeds. The old value stays until the new one arrives,
 * so nothing flickers, and outdated responses are dropped. With null as input no request is sent.
 * @param ahead returns an up-to-date response for a new input if one is already known; then no request is sent.
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

  // Updates state during rendering, so that the request goes out after the first render instead of the second one.
  if (live.key !== key) tell({ type: 'key', key, value: input === null ? undefined : ahead?.(input) });

  const { seq, asking } = live;
  // A layout effect sends the request before the browser paints, because the next paint depends on its response.
  useLayoutEffect(() => {
    const { channel, input } = question.current;
    if (input === null || !asking) return;
    const name = JSON.stringify([channel, input]);
    ask(channel, input).then(
      (value) => {
        lastAnswers.keep(channel, name, value);
        tell({ type: 'value', seq, value });
      },
      (thrown: unknown) => {
        const error = toAppError(thrown);
        tell({ type: 'failure', seq, error, last: isAway(error) ? (lastAnswers.find(name) as Output<C>) : undefined });
      },
    );
  }, [seq, asking]);

  const names = topics.join(' ');
  useEffect(() => onNews(names === '' ? [] : (names.split(' ') as Topic[]), () => tell({ type: 'news' })), [names]);

  const error = live.key === key ? live.error : null;
  const isGone = error !== null && isRepeated(error);
  useEffect(() => {
    if (!isGone) return;
    const again = () => tell({ type: 'news' });
    const stop = onNews(['sync', 'session'], again);
    const timer = setInterval(again, AGAIN_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [isGone]);

  const fresh = live.valueKey === key;
  return {
    value: live.value,
    fresh,
    error,
    slow: useSlow(input !== null && live.asking && !fresh),
    refresh: useCallback(() => tell({ type: 'news' }), []),
  };
}

/** Returns true once `busy` has lasted for `afterMs` (100 ms by default); shorter waits are not worth showing. */
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
