import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const LINE = /^power (?:idle (\d+)|(suspend|resume|lock-screen|unlock-screen|user-did-become-active))$/;

/**
 * Simulates system power events. A test writes one per line: `power lock-screen`, `power suspend`, `power resume`, `power
 * idle 600` (seconds without input). Any other line throws an error.
 */
export function hearControl(input: Readable, power: { fire: (event: string) => void; idleFor: (s: number) => void }) {
  createInterface({ input }).on('line', (line) => {
    const [, idle, event] = LINE.exec(line) ?? [];
    if (idle !== undefined) power.idleFor(Number(idle));
    else if (event !== undefined) power.fire(event);
    else throw new Error(`stand-in: not a line of control: ${line}`);
  });
}
