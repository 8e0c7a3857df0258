/** Whole years of age on a day; both days as YYYY-MM-DD. Somebody born on 29 February turns on 1 March in common years. */
export function ageOn(day: string, birth: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
