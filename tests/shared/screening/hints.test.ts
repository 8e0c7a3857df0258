import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReportKind } from '#shared/domain/report.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { screen } from '#shared/screening/hints.ts';
import type { AgencyLimits } from '#shared/screening/limits.ts';
import { WORD_RULES } from '#shared/screening/rules.ts';
import { anItem, facts, firstPolicy } from '../../helpers/builders.ts';
import { everyNarrative } from './narratives.ts';

type Sentences = { kind?: ReportKind; fires: string[]; stays: string[] };

const SENTENCES: Record<string, Sentences> = {
  suspect_named: {
    fires: [
      'I know who did it, he lives upstairs.',
      'My neighbor from the second floor took it.',
      'His name is Tony.',
      'MY EX BROKE THE WINDOW',
      'Yo sé quién fue.',
      'Mi vecino me lo robó.',
      'It was my landlord, everybody knows.',
      'Fue la vecina de arriba.',
      'mi prima se la llevo, mi prima la llevó a su casa',
    ],
    stays: [
      'My neighbor did not see anything.',
      'My neighbor did not see who took it.',
      'My neighbor told me that somebody stole it.',
      'Mi vecino no vio quién se lo llevó.',
      'I do not know who would do this, no one knows.',
      'Mi vecina me dijo que no vio nada.',
      'My roommate told me to report it.',
      'No sé quién lo tiene.',
      'No sé quién fue.',
      'no se quien lo hizo',
      'It was my backpack.',
    ],
  },
  camera: {
    fires: [
      'The store has cameras.',
      'It is on my doorbell camera.',
      'I have the footage.',
      'My neighbor’s camera caught it.',
      'I have video of it.',
      'La tienda tiene cámaras.',
      'Tengo las grabaciones.',
    ],
    stays: [
      'They took my Canon camera and two lenses.',
      'A video game console is gone.',
      'Se llevaron mi cámara de fotos.',
      'Me quitaron una consola de videojuegos.',
      'My camera bag was open.',
      'I left my GoPro camera on the counter at the restaurant.',
    ],
  },
  device_location: {
    fires: [
      'Find My iPhone shows it.',
      'There is an AirTag in the bag.',
      'The GPS shows a house.',
      'Sale en el localizador.',
    ],
    stays: ['I cannot find my wallet.', 'The tracking number says delivered.', 'I could not find my keys anywhere.'],
  },
  plate: {
    fires: [
      'I got the license plate.',
      'Plate number starts with BA.',
      'I saw their plate, I got the plate.',
      'Apunté la tablilla.',
    ],
    stays: ['A box of dinner plates was broken.', 'They took a steel plate.', 'Se llevaron una placa de bronce vieja.'],
  },
  physical_evidence: {
    fires: [
      'There are fingerprints on the glass.',
      'They left behind a crowbar.',
      'He dropped his cap when he ran.',
      'I found blood on the seat.',
      'Hay huellas en el vidrio.',
      'Dejaron una palanca en el piso.',
    ],
    stays: [
      'I left my bag on the bus.',
      'There were no fingerprints.',
      'I dropped my phone on the stairs.',
      'Somebody left the door open.',
      'Dejé mi cartera en la mesa.',
    ],
  },
  force: {
    fires: [
      'He pushed me and ran.',
      'One had a gun.',
      'He threatened to come back.',
      'Me empujó y se fue.',
      'Me golpeó.',
      'I was mugged.',
    ],
    stays: [
      'They took my nail gun and a drill.',
      'A knife set is missing from the box.',
      'I pushed the door and it was open.',
      'Robaron una pistola de calor.',
    ],
  },
  entry: {
    fires: [
      'They broke into my apartment.',
      'Somebody kicked in my back door.',
      'They got in through my bedroom window.',
      'Entraron en mi casa.',
      'Se metieron en mi apartamento por atrás.',
    ],
    stays: [
      'They broke into my car.',
      'They forced the lock of my truck.',
      'The front window of the store is broken.',
      'Se metieron en mi carro.',
    ],
  },
  fire_or_bias: {
    kind: 'vandalism',
    fires: [
      'They set it on fire.',
      'There is a swastika on the wall.',
      'It was burned.',
      'Hubo un incendio.',
      'Lo incendió alguien.',
      'Pintaron una esvástica.',
    ],
    stays: [
      'I hate that this happened.',
      'The porch light is burnt out.',
      'The fire department is across the street.',
      'Odio que pase esto.',
    ],
  },
  stolen_vehicle: {
    fires: ['My car was stolen.', 'They stole my truck.', 'Our van is gone.', 'Me robaron el carro.'],
    stays: [
      'My truck is missing a mirror.',
      'The catalytic converter of my car was stolen.',
      'My phone was stolen from my car.',
      'They took my car keys.',
      'Me robaron la batería del carro.',
      'Me robaron el coche de bebé.',
    ],
  },
  accident: {
    kind: 'vandalism',
    fires: [
      'It was a hit and run.',
      'Someone backed into my parked car.',
      'There was a car accident in front of the house.',
      'Me chocaron el carro estacionado.',
      'Fue un accidente de tránsito.',
    ],
    stays: [
      'They hit my car with a bat.',
      'By accident I left it open.',
      'Someone ran into the alley.',
      'Rompieron el vidrio del carro.',
    ],
  },
  firearm_or_drugs: {
    fires: [
      'My pistol was in the glove box.',
      'They took my prescription.',
      'Adderall is gone.',
      'Estaba mi arma de fuego.',
    ],
    stays: ['My prescription glasses are gone.', 'They took my prescription sunglasses.', 'A staple gun is missing.'],
  },
  danger: {
    fires: [
      'They are still outside.',
      'It is happening right now.',
      'I was hurt and got stitches.',
      'Todavía están aquí.',
      'Me corté y fui al hospital.',
    ],
    stays: [
      'The officer at the desk told me to file online.',
      'Nobody was hurt.',
      'I called the non emergency line and they sent me here.',
      'I can send photos if needed.',
      'Gracias a Dios nadie se lastimó.',
      'No one got injured.',
    ],
  },
  domestic: {
    fires: [
      'My husband broke it.',
      'There is a protective order against him.',
      'Fue mi esposo y le tengo miedo.',
      'I am afraid of my ex.',
    ],
    stays: ['My wife and I were asleep.', 'My husband did not hear anything.', 'I borrowed it from my girlfriend.'],
  },
  order_violated: {
    fires: [
      'I have a restraining order and he keeps texting me.',
      'There is a protective order against my ex. Last night she called me six times.',
      'I got messages from him although there is an order of protection.',
      'Tengo una orden de protección y me llama todos los días.',
    ],
    stays: [
      'There is a protective order against my ex.',
      'There was a restraining order years ago. I called the police when I saw the window.',
      'He keeps texting me about the money.',
      'She wrote to me that my order of shoes had come.',
    ],
  },
};

describe('word rules', () => {
  it('each have sample sentences here', () => {
    expect(Object.keys(SENTENCES).sort()).toEqual(WORD_RULES.map((rule) => rule.code).sort());
  });

  for (const [code, { kind = 'larceny', fires, stays }] of Object.entries(SENTENCES)) {
    const hinted = (how: string) =>
      screen({ history: [], kind, facts: facts({ how }) }, null).some((hint) => hint.code === code);
    it.each(fires)(`${code} is flagged by: %s`, (sentence) => expect(hinted(sentence)).toBe(true));
    it.each(stays)(`${code} is not flagged by: %s`, (sentence) => expect(hinted(sentence)).toBe(false));
  }

  it('only use codes that a rejection reason names, or a rule about reports that must be accepted', () => {
    const { reasons, mustAccept } = firstPolicy();
    const named = new Set([...reasons, ...mustAccept].flatMap(({ hints }) => hints));
    for (const rule of WORD_RULES) expect(named).toContain(rule.code);
  });

  it('have stems that are in every narrative that they fit, so that looking for those first misses nothing', () => {
    const texts = [...Object.values(SENTENCES).flatMap(({ fires, stays }) => fires.concat(stays)), ...everyNarrative()];
    for (const { code, stems, pattern } of WORD_RULES) {
      for (const text of texts.filter((one) => pattern.test(one))) {
        expect(stems.test(text.toLowerCase()), `${code}: ${text}`).toBe(true);
      }
    }
  });

  it('ignore kinds they do not apply to', () => {
    const codes = screen(
      { history: [], kind: 'fraud', facts: facts({ how: 'My car was stolen. He pushed me.' }) },
      null,
    );
    expect(codes).toEqual([]);
  });
});

it.each([
  // The "no" that ends "vecino" and "hermano" is not a negation.
  ['Mi vecino tiene una cámara que grabó al hombre, y sé su nombre.', ['suspect_named', 'camera']],
  ['Mi hermano lo grabó.', ['camera']],
  ['No hay cámaras y no sé su nombre.', []],
  ['My neighbor has a camera that recorded the man, and I know his name.', ['suspect_named', 'camera']],
  ['Sé cómo se llama el ladrón.', ['suspect_named']],
  ['Sé cómo se llama la calle. I know the name of the street, but I don’t know his name.', []],
] as const)('who is known and what was recorded is found in both languages: %s', (how, codes) => {
  expect(screen({ history: [], kind: 'larceny', facts: facts({ how }) }, null).map(({ code }) => code)).toEqual(codes);
});

describe('location and property checks', () => {
  const file = new URL('../../../resources/hartford/boundary.json', import.meta.url);
  const { ring } = JSON.parse(readFileSync(file, 'utf8')) as { ring: Ring };
  const hinted = (point: { lat: number; lon: number } | null) =>
    screen({ history: [], kind: 'larceny', facts: facts({ where: { point } }) }, ring).map((hint) => hint.code);

  it('flag a point in East Hartford as outside the city', () => {
    expect(hinted({ lat: 41.7754, lon: -72.619 })).toContain('outside_point');
  });
  it('treat the Capitol as inside the city', () => {
    expect(hinted({ lat: 41.7641, lon: -72.6829 })).not.toContain('outside_point');
  });
  it('flag no location for a report without a point, or without a boundary', () => {
    expect(hinted(null)).not.toContain('outside_point');
    const far = facts({ where: { point: { lat: 0, lon: 0 } } });
    expect(screen({ history: [], kind: 'larceny', facts: far }, null)).toEqual([]);
  });

  describe("the agency's settings", () => {
    const set = { minimumAge: 17, valueCeilingCents: null, fraudPlace: 'occurred_or_resident' } as const;
    const codes = (
      kind: ReportKind,
      more: Parameters<typeof facts>[0],
      limits: AgencyLimits = set,
      receivedAt = '2026-03-08T15:00:00.000Z',
    ) =>
      screen({ history: [], kind, facts: facts(more), receivedAt }, ring, { city: 'Hartford', limits }).map(
        (hint) => hint.code,
      );

    it('refer a person under the minimum age to a guardian or an officer, until the birthday', () => {
      expect(codes('larceny', { who: { birthDate: '2009-03-09' } })).toContain('minor');
      expect(codes('larceny', { who: { birthDate: '2009-03-08' } })).not.toContain('minor');
      expect(codes('larceny', { who: { birthDate: null } })).not.toContain('minor');
      expect(codes('larceny', { who: { birthDate: '2015-01-01' } }, { ...set, minimumAge: 0 })).not.toContain('minor');
    });

    it('have no value limit at first, and apply one to the total of all items', () => {
      expect(firstPolicy().limits.valueCeilingCents).toBeNull();
      const two = { items: [anItem({ valueCents: 60_000 }), anItem({ valueCents: 40_001 })] };
      expect(codes('larceny', two)).not.toContain('value_ceiling');
      expect(codes('larceny', two, { ...set, valueCeilingCents: 100_000 })).toContain('value_ceiling');
      expect(codes('larceny', two, { ...set, valueCeilingCents: 100_001 })).not.toContain('value_ceiling');
    });

    it('do not flag a fraud outside the city whose victim lives in it', () => {
      const elsewhere = {
        where: { city: 'Boston', point: null },
        who: { address: '41 Park Street, Hartford, CT 06106' },
      };
      const far = { ...elsewhere, where: { city: 'Boston', point: { lat: 42.36, lon: -71.06 } } };
      expect([codes('fraud', elsewhere), codes('fraud', far)]).toEqual([[], []]);
      expect(codes('larceny', elsewhere)).toContain('outside_address');
      expect(codes('fraud', elsewhere, { ...set, fraudPlace: 'occurred' })).toContain('outside_address');
      // The reporters said before the form that they live here. An address without a town, or no address, does not
      // contradict that.
      for (const address of [null, '', '41 Park Street'])
        expect(codes('fraud', { ...elsewhere, who: { address } })).toEqual([]);
      const parent = { address: '1 Elm Street, Boston, MA', actsFor: { name: 'Ana Ruiz', relation: 'father' } };
      expect(codes('fraud', { ...elsewhere, who: parent })).toEqual([]);
      const stranger = { ...elsewhere, who: { address: '41 Park Street, West Hartford, CT' } };
      expect(codes('fraud', stranger)).toContain('outside_address');
    });
  });

  it('count valuable stolen items without a serial number', () => {
    const dear = anItem({ serialNumber: null, valueCents: 20_000 });
    const cheap = anItem({ serialNumber: null, valueCents: 19_999 });
    const hints = screen({ history: [], kind: 'larceny', facts: facts({ items: [dear, cheap, anItem()] }) }, null);
    expect(hints).toEqual([{ code: 'no_serial', params: { items: 1 } }]);
    expect(screen({ history: [], kind: 'lost_property', facts: facts({ items: [dear] }) }, null)).toEqual([]);
  });
});
