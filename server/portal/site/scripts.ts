import { stripTypeScriptTypes } from 'node:module';
// oxlint-disable-next-line import/default -- the text of the file, not what the module exports
import backoff from '#shared/backoff.ts?raw';
import { NUMBERED } from '#shared/domain/serial.ts';
// oxlint-disable-next-line import/default -- the text of the file, not what the module exports
import streets from '#shared/domain/street-geometry.ts?raw';
import fields from '../browser/fields.ts?raw';
import items from '../browser/items.ts?raw';
import keep from '../browser/keep.ts?raw';
import leave from '../browser/leave.ts?raw';
import map from '../browser/map.ts?raw';
import once from '../browser/once.ts?raw';
import send from '../browser/send.ts?raw';
import type { CityMap } from './city-map.ts';

/**
 * The pages' script, but for the quick exit. One part stores form input in the browser as it is typed; another draws the map with the
 * city's boundaries, rounded to a meter; the others handle files, long texts and double presses. It has no
 * dependencies, and every page works without it.
 */
export function pageScript(city: CityMap | null): string {
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value);
  const numbered = JSON.stringify({ source: NUMBERED.source, flags: NUMBERED.flags });
  return `'use strict';\nconst p2cCity = ${JSON.stringify(city, rounded)};\nconst p2cNumbered = ${numbered};\n${[...[backoff, streets].map((one) => one.replaceAll(/^export /gm, '')), keep, map, send, fields, items, once].map(plainScript).join('\n')}`;
}

/** The script of the quick exit, which pages load before their content. */
export const leaveScript = (): string => `'use strict';\n${plainScript(leave)}`;

/**
 * Strips the types from a script. Suppresses Node's one-time warning that type stripping is experimental, which is
 * noise in a server log.
 */
function plainScript(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
