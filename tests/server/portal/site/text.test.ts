import { describe, expect, it } from 'vitest';
import { plainOffense, textIn } from '#server/portal/site/text.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { startPolicy } from '../portal-fixture.ts';

describe('the words of the pages', () => {
  it('name every offense title of the starting policy plainly, and no NIBRS code', () => {
    for (const { nibrs } of startPolicy.offenses) {
      if (nibrs === null) continue;
      const plain = plainOffense(nibrs);
      if (plain === null) throw new Error(`no plain words for ${nibrs}`);
      for (const lang of LANGUAGES) expect(textIn(lang).t(plain)).not.toMatch(/\d{2}[0-9A-Z]\b/);
    }
  });

  it('leave an offense title of an agency’s own as it is', () => {
    expect(plainOffense('999')).toBeNull();
    expect(plainOffense('toString')).toBeNull();
  });

  it('are said in each language side by side, with the plural forms of each', () => {
    const [en, es] = [textIn('en'), textIn('es')];
    const left = (days: number) => [en, es].map(({ t }) => t('portal-status.left', { days }));
    expect(left(1)).toEqual(['That is in 1 working day.', 'Falta 1 día laborable.']);
    expect(left(3)).toEqual(['That is in 3 working days.', 'Faltan 3 días laborables.']);
  });
});
