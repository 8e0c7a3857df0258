/**
 * The city map on which a person can mark the location with a click, a touch, or the arrow keys. This file is sent to
 * the browser as is, so it has no imports. Without this script, the form has a field for the neighborhood's name
 * instead.
 */
/** Defined by the server before this script; null when no map is loaded. */
declare const p2cCity: {
  boundary: [number, number][];
  neighborhoods: { name: string; ring: [number, number][] }[];
} | null;

/* From shared/domain/street-geometry.ts, which is sent with this file. */
declare const METERS_PER_DEGREE: number;
declare const WIDEST_WITH_STREETS: number;
declare function inDegrees(line: readonly number[]): [number, number][];
declare function partOf(line: readonly number[]): P2cPart;
declare function doMeet(a: P2cPart, b: P2cPart): boolean;
type P2cPart = { west: number; south: number; east: number; north: number };

{
  type Pair = readonly [number, number];
  type City = NonNullable<typeof p2cCity>;
  const WIDTH = 1000;
  /** Maximum line length of a name on the map, in characters. */
  const LONGEST_LINE = 10;
  const SVG = 'http://www.w3.org/2000/svg';

  const inside = (x: number, y: number, ring: readonly Pair[]) => {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i];
      const b = ring[j];
      if (a === undefined || b === undefined) continue;
      if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd;
    }
    return odd;
  };

  /** The centroid of a ring's area. */
  const centerOf = (ring: readonly Pair[]): Pair => {
    let [area, x, y] = [0, 0, 0];
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[j], ring[i]];
      if (a === undefined || b === undefined) continue;
      const cross = a[0] * b[1] - b[0] * a[1];
      area += cross;
      x += (a[0] + b[0]) * cross;
      y += (a[1] + b[1]) * cross;
    }
    return [x / (3 * area), y / (3 * area)];
  };

  /** Splits a name into short lines, so that it fits within its area. */
  const linesOf = (name: string) => {
    const lines: string[] = [];
    for (const word of name.split(' ')) {
      const longer = `${lines.at(-1) ?? ''} ${word}`;
      if (lines.length > 0 && longer.length <= LONGEST_LINE) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };

  const draw = (name: string, attributes: Record<string, string | number>, parent: Element) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    parent.append(made);
    return made;
  };

  const build = (field: HTMLElement, city: City) => {
    const lons = city.boundary.map((one) => one[0]);
    const lats = city.boundary.map((one) => one[1]);
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    // A degree of longitude is shorter than one of latitude; within one city a single factor is accurate enough.
    const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const scale = WIDTH / ((east - west) * shrink);
    const height = Math.round((north - south) * scale);
    const toX = (lon: number) => (lon - west) * shrink * scale;
    const toY = (lat: number) => (north - lat) * scale;
    const way = (line: readonly Pair[]) =>
      `M${line.map(([lon, lat]) => `${toX(lon).toFixed(1)} ${toY(lat).toFixed(1)}`).join('L')}`;
    const outline = (ring: readonly Pair[]) => `${way(ring)}Z`;

    const canvas = field.querySelector<HTMLElement>('[data-canvas]');
    const said = field.querySelector<HTMLElement>('[data-said]');
    const latField = field.querySelector<HTMLInputElement>('input[name="where.lat"]');
    const lonField = field.querySelector<HTMLInputElement>('input[name="where.lon"]');
    const drop = field.querySelector<HTMLButtonElement>('button[value="point"]');
    if (canvas === null || said === null || latField === null || lonField === null || drop === null) return;
    const asked = document.querySelector('select[name="where.neighborhood"]')?.closest('.group');

    const svg = draw('svg', { 'aria-hidden': 'true', focusable: 'false' }, canvas);
    for (const { ring } of city.neighborhoods) draw('path', { d: outline(ring), class: 'part-of-city' }, svg);
    const streets = draw('path', { d: '', class: 'street' }, svg);
    draw('path', { d: outline(city.boundary), class: 'limits' }, svg);
    // Names are drawn above all areas, since a name may be wider than its own area.
    for (const { name, ring } of city.neighborhoods) {
      const [lon, lat] = centerOf(ring);
      const [x, y] = [toX(lon).toFixed(0), toY(lat).toFixed(0)];
      const text = draw('text', { y, class: 'name' }, svg);
      const lines = linesOf(name);
      for (const [at, words] of lines.entries()) {
        const dy = at === 0 ? `${-0.55 * (lines.length - 1)}em` : '1.1em';
        draw('tspan', { x, dy }, text).textContent = words;
      }
    }
    const mark = draw('g', { class: 'mark' }, svg);
    draw('circle', { r: 26, class: 'halo' }, mark);
    draw('circle', { r: 12, class: 'dot' }, mark);

    let zoom = 1;
    let center: Pair = [WIDTH / 2, height / 2];
    let at: Pair | null = null;

    const frame = () => {
      const [w, h] = [WIDTH / zoom, height / zoom];
      const clamp = (value: number, size: number, whole: number) =>
        Math.min(Math.max(value - size / 2, 0), whole - size);
      const [x, y] = [clamp(center[0], w, WIDTH), clamp(center[1], h, height)];
      svg.setAttribute('viewBox', `${x - 20 / zoom} ${y - 20 / zoom} ${w + 40 / zoom} ${h + 40 / zoom}`);
      svg.style.setProperty('--zoom', String(zoom));
      void drawStreets({ x, y, w, h });
    };

    /** The agency's streets, loaded when the map is first zoomed in far enough; empty if that fails. */
    let lines: Promise<{ d: string; part: P2cPart }[]> | null = null;
    const loaded = async (address: string) => {
      const found = (await (await fetch(address)).json()) as number[][];
      return found.map((line) => ({ d: way(inDegrees(line)), part: partOf(line) }));
    };
    let drawn = 0;
    const drawStreets = async ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => {
      const address = field.dataset.streets;
      const isNear = (w / scale) * METERS_PER_DEGREE <= WIDEST_WITH_STREETS;
      // The map may move while the streets are loading; then only the latest call draws them.
      drawn += 1;
      const turn = drawn;
      if (address === undefined || !isNear) return streets.setAttribute('d', '');
      lines ??= loaded(address).catch(() => []);
      const all = await lines;
      const [left, right] = [x / shrink / scale + west, (x + w) / shrink / scale + west];
      const seen = { west: left, east: right, south: north - (y + h) / scale, north: north - y / scale };
      if (turn !== drawn) return;
      streets.setAttribute(
        'd',
        all
          .filter(({ part }) => doMeet(part, seen))
          .map(({ d }) => d)
          .join(''),
      );
    };

    const show = (announce: boolean) => {
      mark.setAttribute('visibility', at === null ? 'hidden' : 'visible');
      drop.hidden = at === null;
      if (at === null) {
        latField.value = '';
        lonField.value = '';
        asked?.toggleAttribute('hidden', false);
        said.classList.remove('error');
        if (announce) said.textContent = field.dataset.none ?? '';
        return;
      }
      mark.setAttribute('transform', `translate(${at[0].toFixed(1)} ${at[1].toFixed(1)}) scale(${1 / zoom})`);
      const lon = at[0] / shrink / scale + west;
      const lat = north - at[1] / scale;
      latField.value = lat.toFixed(6);
      lonField.value = lon.toFixed(6);
      const part = city.neighborhoods.find((one) => inside(lon, lat, one.ring))?.name;
      const isIn = inside(lon, lat, city.boundary);
      // The server derives the neighborhood from the point. The person's choice is kept in case the point is removed.
      asked?.toggleAttribute('hidden', part !== undefined);
      said.textContent = isIn
        ? (field.dataset.inside ?? '').replace('{place}', part ?? field.dataset.city ?? '')
        : (field.dataset.outside ?? '');
      said.classList.toggle('error', !isIn);
    };

    const put = (x: number, y: number) => {
      at = [Math.min(Math.max(x, -20), WIDTH + 20), Math.min(Math.max(y, -20), height + 20)];
      center = at;
      show(true);
      latField.dispatchEvent(new Event('input', { bubbles: true }));
    };

    const fromFields = () => {
      const [lat, lon] = [Number(latField.value), Number(lonField.value)];
      at = latField.value === '' || Number.isNaN(lat) || Number.isNaN(lon) ? null : [toX(lon), toY(lat)];
      if (at !== null) center = at;
      show(false);
      frame();
    };

    svg.addEventListener('click', (event) => {
      const matrix = svg instanceof SVGSVGElement ? svg.getScreenCTM() : null;
      if (matrix === null || !(event instanceof MouseEvent)) return;
      const where = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      put(where.x, where.y);
    });
    canvas.addEventListener('keydown', (event) => {
      const step = (event.shiftKey ? 4 : 20) / zoom;
      const moves: Record<string, Pair> = {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
        Enter: [0, 0],
      };
      const move = moves[event.key];
      if (move !== undefined) {
        const [x, y] = at ?? center;
        put(x + move[0], y + move[1]);
        frame();
      } else if (event.key === '+' || event.key === '-') change(event.key === '+' ? 2 : 0.5);
      else if (event.key === 'Delete' || event.key === 'Backspace') remove();
      else return;
      event.preventDefault();
    });
    const change = (factor: number) => {
      zoom = Math.min(Math.max(zoom * factor, 1), 16);
      frame();
      show(false);
    };
    const remove = () => {
      at = null;
      show(true);
      latField.dispatchEvent(new Event('input', { bubbles: true }));
    };
    drop.addEventListener('click', (event) => {
      event.preventDefault();
      remove();
      canvas.focus();
    });
    field.querySelector('[data-zoom="in"]')?.addEventListener('click', () => change(2));
    field.querySelector('[data-zoom="out"]')?.addEventListener('click', () => change(0.5));
    for (const one of field.querySelectorAll<HTMLElement>('[data-live]')) one.hidden = false;
    field.hidden = false;
    fromFields();
  };

  const field = document.querySelector<HTMLElement>('[data-map]');
  if (field !== null && p2cCity !== null) build(field, p2cCity);
}
