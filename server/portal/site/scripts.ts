import { stripTypeScriptTypes } from 'node:module';
import keep from '../browser/keep.ts?raw';
import map from '../browser/map.ts?raw';
import type { CityMap } from './city-map.ts';

/**
 * The one script of the pages: a block that keeps what is typed in the browser, and one for the map with the city's
 * lines, rounded to a meter. It stands on no other code, and every page works without it.
 */
export function pageScript(city: CityMap | null): string {
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value);
  return `'use strict';\nconst p2cCity = ${JSON.stringify(city, rounded)};\n${[keep, map].map(plainScript).join('\n')}`;
}

/** Node says once that its own stripper is new; in the log of a server that is noise. */
function plainScript(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
