import type { ReactElement } from 'react';
import type { Hint, Reading } from '#shared/screening/hint.ts';
import { rich } from '../t.ts';
import { DayTime } from './desk-clock.tsx';

/** The places that a flag was read in, each with its time and the reporter's words there. */
export function HintReadings({ hint: { readings } }: { hint: Pick<Hint, 'readings'> }) {
  return readings?.map((one) => (
    <p className="faint" key={`${one.place} ${one.at} ${one.words}`}>
      {placed(one)}
    </p>
  ));
}

type Parts = { words: ReactElement; day: ReactElement };

const LATER: Record<Exclude<Reading['place'], 'form' | 'answer'>, (parts: Parts) => ReactElement> = {
  reply: (parts) => rich('hints.read.reply', parts),
  message: (parts) => rich('hints.read.message', parts),
  addition: (parts) => rich('hints.read.addition', parts),
  appeal: (parts) => rich('hints.read.appeal', parts),
  duplicate: (parts) => rich('hints.read.duplicate', parts),
};

function placed({ place, at, words }: Reading) {
  const quoted = <bdi>{words}</bdi>;
  if (place === 'answer') return rich('hints.read.answer', { words: quoted });
  if (place === 'form' || at === null) return rich('hints.read.form', { words: quoted });
  return LATER[place]({ words: quoted, day: <DayTime at={at} /> });
}
