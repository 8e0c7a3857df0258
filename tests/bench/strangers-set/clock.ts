/* Hartford's clock from November 2025 to November 2026. Times inside the set are its local milliseconds. */
import type { Draw } from './draw.ts';
import type { Language } from './people.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const FIRST = Date.UTC(2025, 10, 3);
export const LAST = Date.UTC(2026, 9, 10);
const [SUMMER, WINTER] = [Date.UTC(2026, 2, 8, 3), Date.UTC(2026, 10, 1, 1)];

export const utc = (local: number): string =>
  new Date(local + (local >= SUMMER && local < WINTER ? 4 : 5) * HOUR).toISOString();
export const midnight = (local: number): number => Math.floor(local / DAY) * DAY;

const MONTHS = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
};
const DAYS = {
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
  es: 'domingo lunes martes miércoles jueves viernes sábado'.split(' '),
};

export function saidDay(draw: Draw, local: number, language: Language): string {
  const at = new Date(local);
  const [day, month] = [at.getUTCDate(), MONTHS[language][at.getUTCMonth()] ?? ''];
  const week = DAYS[language][at.getUTCDay()] ?? '';
  const figures = `${at.getUTCMonth() + 1}/${day}`;
  return language === 'en'
    ? draw.pick([
        `on ${week}`,
        week,
        `${month} ${day}`,
        `on ${month} ${day}`,
        figures,
        `on ${figures}`,
        `last ${week}`,
        `${week} the ${day}`,
      ])
    : draw.pick([
        `el ${week}`,
        `el ${week} pasado`,
        `el ${day} de ${month}`,
        figures,
        `el ${week} ${day}`,
        `${day} de ${month}`,
      ]);
}

export function saidTime(draw: Draw, local: number, language: Language): string {
  const at = new Date(local);
  const [hour, minute] = [at.getUTCHours(), (Math.round(at.getUTCMinutes() / 5) * 5) % 60];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const clock = minute === 0 || draw.chance(0.4) ? String(twelve) : `${twelve}:${String(minute).padStart(2, '0')}`;
  const part = hour < 12 ? 0 : hour < 18 ? 1 : 2;
  if (language === 'en') {
    const half = hour < 12 ? 'am' : 'pm';
    return draw.pick([
      `around ${clock}${half}`,
      `at ${clock} ${half}`,
      `like ${clock}`,
      `about ${clock}${half}`,
      `at ${clock} ${['in the morning', 'in the afternoon', 'at night'][part]}`,
    ]);
  }
  const when = ['de la mañana', 'de la tarde', 'de la noche'][part];
  return draw.pick([
    `a las ${clock} ${when}`,
    `como a las ${clock}`,
    `a eso de las ${clock} ${when}`,
    `tipo ${clock}`,
    `a las ${clock}${hour < 12 ? 'am' : 'pm'}`,
  ]);
}
