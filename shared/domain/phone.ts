/** Whether a text is a phone number: a North American one with area code, or any other with `+` and country code. */
export function isPhone(text: string): boolean {
  const [number = '', extension = ''] = text.split(/\s*(?:,|#|\bx|\bext\b\.?|\bextension\b)\s*/i);
  const digits = number.replace(/\D/g, '');
  if (!/^\+?[\d\s()./-]+$/.test(number) || !/^\d{0,8}$/.test(extension)) return false;
  if (/^\s*\+(?!1)/.test(number)) return /^\d{8,15}$/.test(digits);
  return /^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits);
}
