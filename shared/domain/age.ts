/**
 * Age in whole years on a day; both days as YYYY-MM-DD. In common years, someone born on February 29 turns a year older
 * on March 1.
 */
export function ageOn(day: string, birth: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
