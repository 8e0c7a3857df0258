import { createHash } from 'node:crypto';
import type { StreetLine } from '#shared/domain/street-lines.ts';
import type { CityMap } from './city-map.ts';
import { leaveScript, pageScript } from './scripts.ts';
import { PAGE_STYLE } from './style.ts';
import { FORM_STYLE } from './style-forms.ts';

type Asset = { path: string; type: string; content: string };
/**
 * `streets` are the street lines that the script loads when the map is zoomed in far enough; null if there are none.
 */
export type Assets = { style: Asset; icon: Asset; script: Asset; leave: Asset; streets: Asset | null };

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b57a4" d="M16 2 4 6v10c0 7 5 12 12 14 7-2 12-7 12-14V6z"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="m10.500 16 4 4 7.500-8"/></svg>`;

/** Builds the static files. Their URLs contain a hash of their content, so browsers may cache them indefinitely. */
export function buildAssets(city: CityMap | null, streets: readonly StreetLine[]): Assets {
  return {
    style: asset('portal', 'css', 'text/css; charset=utf-8', PAGE_STYLE + FORM_STYLE),
    script: asset('portal', 'js', 'text/javascript; charset=utf-8', pageScript(city)),
    leave: asset('leave', 'js', 'text/javascript; charset=utf-8', leaveScript()),
    streets: streets.length === 0 ? null : asset('streets', 'json', 'application/json', JSON.stringify(streets)),
    icon: asset('icon', 'svg', 'image/svg+xml', ICON),
  };
}

function asset(name: string, extension: string, type: string, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return { path: `/assets/${name}-${hash}.${extension}`, type, content };
}
