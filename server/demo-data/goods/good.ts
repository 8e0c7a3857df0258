/** The format of an item's serial number; `none` means that the item has no serial number. */
export type SerialForm = 'imei' | 'apple' | 'electronics' | 'bike' | 'tool' | 'none';

export type Good = {
  en: string;
  /** Spanish noun with its gender. */
  es: string;
  gender: 'm' | 'f';
  brands: readonly (readonly [brand: string, ...models: string[]])[];
  serial: SerialForm;
  /** In US dollars: the lowest and highest value. */
  value: readonly [number, number];
};

const NO_BRAND = [[''] as const] as const;

export const good = (
  en: string,
  es: string,
  gender: 'm' | 'f',
  serial: SerialForm,
  value: readonly [number, number],
  brands: Good['brands'] = NO_BRAND,
): Good => ({ en, es, gender, serial, value, brands });
