import { describe, expect, test } from 'vitest';
import { marksBetween, solvabilityMarks } from '#shared/screening/solvability.ts';

const found = (text: string) => solvabilityMarks(text).map(({ code, from, to }) => [code, text.slice(from, to)]);

test.each([
  ['witness', 'My neighbor saw them run to the corner.'],
  ['witness', 'There was a witness who stayed.'],
  ['witness', 'Hay testigos en la tienda.'],
  ['described', 'A tall man wearing a hoodie ran away.'],
  ['described', 'He was about 6 feet tall.'],
  ['described', 'Llevaba gorra negra.'],
  ['vehicle_described', 'They left in a white Honda Accord.'],
  ['vehicle_described', 'Se fueron en un carro rojo.'],
  ['physical_evidence', 'They left behind a crowbar.'],
  ['physical_evidence', 'You can see finger prints on the glass.'],
  ['card_used', 'The card was used at Walmart in Manchester.'],
  ['identifiable', 'I would recognize him.'],
  ['identifiable', 'My son could pick them out.'],
  ['identifiable', 'Lo reconocería en cualquier lugar.'],
  ['whereabouts', 'I know where she lives.'],
  ['whereabouts', 'He stays on Garden Street.'],
  ['whereabouts', 'Sé dónde vive.'],
  ['marked_property', 'The serial number is WTU 123K.'],
  ['marked_property', 'My initials are engraved on the frame.'],
  ['marked_property', 'Tiene mi nombre grabado en el cuadro.'],
  ['significant_mo', 'This is the third time this month.'],
  ['significant_mo', 'Two other cars on my street were hit.'],
  ['significant_mo', 'Es la segunda vez que pasa.'],
  ['found_by_search', 'I saw it for sale on Facebook.'],
  ['found_by_search', 'A pawn shop has it.'],
  ['found_by_search', 'Está en una casa de empeño de Park Street.'],
  ['suspect_named', 'His name is Tony.'],
  ['device_location', 'Find My iPhone shows it.'],
  ['camera', 'The store has cameras.'],
  ['plate', 'I wrote down the license plate.'],
])('%s is highlighted in: %s', (code, text) => {
  expect(found(text).map(([one]) => one)).toContain(code);
});

test.each([
  'I locked the bicycle to the rack behind the house. In the morning the lock lay cut on the ground.',
  'Nobody saw anything and there is no video.',
  'My neighbor did not see who it was.',
  'I live on Park Street and work at the hospital. I do not know where they are, and I could not recognize anybody.',
  'The second time I looked it was gone. I do not have the serial number.',
  'I called the pawn shops but no luck. The pawn shop asks for a police report.',
  'I lost a red wallet somewhere between the library and the bus.',
])('only what is really there is highlighted: %s', (text) => {
  expect(found(text).filter(([code]) => code !== 'camera')).toEqual([]);
});

describe('a factor that the narrative denies is not highlighted', () => {
  test.each([
    'there were no witnesses that i know of',
    'There were no other known witnesses.',
    'It was dark, without any witnesses.',
    'I didn’t see any witnesses.',
    "We don't have a witness.",
    'I dont have a witness.',
    'I am not aware of witnesses.',
    'I do not know if a witness was there.',
    'Nobody witnessed it. I never witnessed anything.',
    'No one was a witness, and no eyewitness came.',
    'Witnesses: none',
    'Witnesses? No.',
    'The witnesses were not found.',
    'No neighbor saw it.',
    'None of my neighbors saw them.',
    'I don’t think my neighbor saw them.',
    'My neighbor never saw them.',
    'I didn’t find fingerprints and there are no shoe prints.',
    'No hubo testigos que yo sepa',
    'No hubo otros testigos.',
    'No había ningún testigo.',
    'No hay testigos.',
    'Pasó sin testigos.',
    'No vi a ningún testigo.',
    'No tengo testigos ni tampoco otros testigos.',
    'Nadie fue testigo.',
    'Ningún testigo se quedó.',
    'No sé si hubo testigos.',
    'Testigos: ninguno',
    'Testigos no hubo.',
    'Ningún vecino lo vio.',
    'Mi vecino no lo vio.',
    'No creo que mi vecina lo vio.',
    'No dejaron huellas.',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    'There was no camera, but a witness stayed.',
    'I have no camera and a witness saw it.',
    'I don’t know the witness.',
    'I did not get the name of the witness.',
    'She is not the only witness.',
    'It is not on video. Two witnesses stayed.',
    'No, there was a witness.',
    'I never met him. My neighbor saw them run.',
    'I don’t have a camera, my neighbor saw them.',
    'An eyewitness stayed.',
    'No conozco al testigo.',
    'No hay cámaras, pero hay un testigo.',
    'No fui el único testigo.',
    'No tengo video y un testigo se quedó.',
    'No sé su nombre. Mi vecina lo vio.',
  ])('but one that is only near a negation is: %s', (text) => {
    expect(found(text).map(([code]) => code)).toContain('witness');
  });
});

test('highlights are where the words are, in reading order, even after characters outside the basic plane', () => {
  const text = '👮 José: the guard saw a man in a blue jacket get into a black car.';
  const places = solvabilityMarks(text);
  expect(places.map(({ from }) => from)).toEqual(places.map(({ from }) => from).sort((a, b) => a - b));
  expect(found(text)).toContainEqual(['vehicle_described', 'into a black car']);
});

test('a narrative of 100,000 characters gets a bounded number of highlights', () => {
  const text = 'He was about to leave in a car, and my neighbor said that somebody took a bag. '.repeat(1_300);
  expect(solvabilityMarks(text).length).toBeLessThanOrEqual(450);
});

test('a long narrative scanned in parts gets the same highlights as in one pass', () => {
  const sentence =
    'The neighbour saw a man in a blue jacket get into a black car, and 📷 la tienda tiene cámaras. Ünd so weiter. ';
  const text = Array.from({ length: 45 }, (_, at) => sentence.slice(at)).join('');
  const parts = [];
  for (let from = 0; from < text.length; from += 97) parts.push(...marksBetween(text, from, from + 97));
  const order = (marks: readonly { from: number; code: string }[]) =>
    marks.map(({ from, code }) => `${String(from).padStart(6, '0')} ${code}`).sort();
  expect(order(parts)).toEqual(order(solvabilityMarks(text)));
  expect(parts.length).toBeGreaterThan(40);
});
