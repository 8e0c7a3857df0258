import { describe, expect, it } from 'vitest';
import { plainOffense, textIn } from '#server/portal/site/text.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { startPolicy } from '../portal-fixture.ts';

describe("the portal's wording", () => {
  it('names every offense title of the starting policy plainly, without NIBRS codes', () => {
    for (const { nibrs } of startPolicy.offenses) {
      if (nibrs === null) continue;
      const plain = plainOffense(nibrs);
      if (plain === null) throw new Error(`no plain words for ${nibrs}`);
      for (const lang of LANGUAGES) expect(textIn(lang).t(plain)).not.toMatch(/\d{2}[0-9A-Z]\b/);
    }
  });

  it("leaves an agency's own offense title as it is", () => {
    expect(plainOffense('999')).toBeNull();
    expect(plainOffense('toString')).toBeNull();
  });

  it("exists in both languages side by side, with each language's plural forms", () => {
    const [en, es] = [textIn('en'), textIn('es')];
    const left = (days: number) => [en, es].map(({ t }) => t('portal-status.left', { days }));
    expect(left(1)).toEqual(['That is in 1 business day.', 'Falta 1 día hábil.']);
    expect(left(3)).toEqual(['That is in 3 business days.', 'Faltan 3 días hábiles.']);
  });
});
