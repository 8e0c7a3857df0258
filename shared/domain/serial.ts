import { words } from '../screening/whole-words.ts';

/** Things that have serial numbers: electronics, tools, bicycles and the like, in English and Spanish. */
export const NUMBERED = words(
  '(?:smart|cell|i)?-?phones?|i-?pads?|i-?pods?|air-?pods?|ear-?(?:buds?|phones?)|head-?(?:phones?|sets?)|tablets?|kindles?|lap-?tops?|(?:chrome|mac)-?books?|computers?|pcs?|imacs?|monitors?|printers?|keyboards?|tvs?|televisions?|(?:dash |action |web)?-?cameras?|gopros?|lens(?:es)?|drones?|consoles?|xbox|play-?stations?|ps[345]|nintendo|switch|speakers?|sound-?bars?|stereos?|radios?|amplifiers?|gps|smart-?watch(?:es)?|apple watch(?:es)?|electronics?|projectors?|routers?',
  'e?-?bikes?|bicycles?|e?-?scooters?|mopeds?|hover-?boards?|strollers?|wheelchairs?|hearing aids?',
  '(?:power )?tools?|drills?|(?:chain|circular|table|miter )?-?saws?|grinders?|sanders?|impact drivers?|nail guns?|compressors?|generators?|(?:lawn )?-?mowers?|(?:leaf |snow)-?blowers?|trimmers?|pressure washers?|welders?|catalytic converters?|air conditioners?|appliances?|microwaves?|guitars?|instruments?|trumpets?|saxophones?|violins?|firearms?|handguns?|rifles?',
  'celular(?:es)?|tel[eé]fonos?|tabletas?|computadoras?|ordenador(?:es)?|port[aá]til(?:es)?|pantallas?|televisor(?:es)?|televisi[oó]n|c[aá]maras?|dron(?:es)?|consolas?|bocinas?|parlantes?|altavo(?:z|ces)|aud[ií]fonos?|auriculares|reloj(?:es)? inteligentes?|radios?|impresoras?|electr[oó]nicos?',
  'bicicletas?|bicis?|patinetas? el[eé]ctricas?|monopat[ií]n(?:es)?|coches? de beb[eé]',
  'herramientas?|taladros?|sierras?|pulidoras?|generador(?:es)?|plantas? el[eé]ctricas?|compresor(?:es)?|cortadoras?|podadoras?|sopladoras?|lavadoras? a presi[oó]n|catalizador(?:es)?|guitarras?|instrumentos?|trompetas?|microondas|aires? acondicionados?',
);

/** Whether an item of this type has a serial number that its owner could know; a wallet or a ring has none. */
export const hasSerial = ({ type, brand }: { type: string; brand: string | null }): boolean =>
  NUMBERED.test(type) || (brand !== null && NUMBERED.test(brand));
