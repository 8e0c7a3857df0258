import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Page } from 'playwright/test';
import { desk as en } from '#shared/words/en/desk.ts';
import { desk as es } from '#shared/words/es/desk.ts';
import policy from '../../resources/policy.json' with { type: 'json' };
import { barriers, fitsTheWindow } from './barriers.ts';
import { expect, signIn, test } from './fixtures.ts';
import { ownIncident } from './incidents.ts';
import { chooseUndoTime } from './officer.ts';
import { fileReport } from './person.ts';

/** Returns a message's branches and text as patterns, with placeholders left open. */
function patternsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.reduce<string[]>(
    (before, element) => {
      const here =
        element.type === TYPE.literal
          ? [element.value.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')]
          : element.type === TYPE.plural || element.type === TYPE.select
            ? Object.values(element.options).flatMap(({ value }) => patternsOf(value))
            : ['.+'];
      return before.flatMap((one) => here.map((next) => one + next));
    },
    [''],
  );
}
/**
 * Patterns for English texts whose Spanish translation differs. Short ones with placeholders are left out because they
 * would match anything.
 */
const ENGLISH: readonly RegExp[] = [
  ...Object.entries(en)
    .filter(([key, text]) => text !== es[key as keyof typeof es])
    .map(([, text]) => text),
  ...[...policy.offenses, ...policy.reasons, ...policy.missingItems]
    .filter(({ title }) => title.en !== title.es)
    .map(({ title }) => title.en.replace(/'/g, "''")),
]
  .flatMap((text) => patternsOf(parse(text)))
  .filter((pattern) => pattern.replaceAll('.+', '').replace(/\P{L}/gu, '').length >= (pattern.includes('.+') ? 10 : 2))
  .map((pattern) => new RegExp(`^${pattern}$`, 'su'));
/** Words that are the same in both languages. */
const BOTH = new Set(['English', 'Total', 'Error', 'Z', 'A', 'B', 'original']);

/** Returns everything a user reads or hears on the screen, except text that people wrote. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const theirs = '[dir=auto], [lang]:not(html), kbd, [data-live-announcer]';
    const texts: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest(theirs) !== null) continue;
      if (!(node instanceof Element)) texts.push(node.textContent ?? '');
      else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(node.getAttribute(name) ?? '');
    }
    return [...new Set(texts.map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => text !== ''))];
  });

async function leftInEnglish(page: Page, screen: string): Promise<string[]> {
  const texts = await said(page);
  expect(texts.length, `${screen} says something`).toBeGreaterThan(5);
  return texts
    .filter((text) => !BOTH.has(text) && ENGLISH.some((pattern) => pattern.test(text)))
    .map((text) => `${screen}: ${text}`);
}

const nav = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: 'Principal' }).getByRole('button', { name });

async function chooseSpanish(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radiogroup', { name: 'Language' }).getByText('Español', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
}

test('an officer chooses Spanish: every screen is fully in Spanish and accessible', async ({ page, agency }) => {
  // Elements that are still fading in have colors that no one reads.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const told = ownIncident();
  const how = 'I know who did it. Somebody took my red bicycle from the rack last night, a camera is there.';
  await fileReport(agency, { ...told, how });
  const second = await fileReport(agency, { ...told, how: how.replace('red', 'blue') });
  await signIn(page, agency.account('supervisor'));
  await chooseUndoTime(page, '2 minutes');
  await chooseSpanish(page);
  await expect(page.getByRole('main', { name: 'Ajustes' }), 'the page stays where the officer was').toBeVisible();

  const found: string[] = [];
  const look = async (screen: string) => {
    found.push(...(await leftInEnglish(page, screen)), ...(await barriers(page, screen)));
  };
  await look('settings');
  await nav(page, /^Inicio/).click();
  await page.getByRole('table').getByRole('row').nth(1).waitFor();
  await look('start');
  await nav(page, /^Cola/).click();
  await page.getByRole('row').nth(3).waitFor();
  await look('queue');
  await page.getByRole('searchbox', { name: 'Buscar reportes' }).fill(second);
  await page.getByRole('row').filter({ hasText: second }).click();
  await page.getByRole('region', { name: 'Posibles duplicados' }).waitFor();
  await look('report');
  await page.keyboard.press('c');
  await page.getByRole('main', { name: /^Comparar/ }).waitFor();
  await look('compare');
  await page.keyboard.press('Escape');
  await page.getByRole('main', { name: /^Comparar/ }).waitFor({ state: 'detached' });
  for (const key of ['a', 'r', 'f', 'l', 'n', 'm', '?', 'Control+k']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog'), `the dialog of ${key}`).toBeVisible();
    await look(`dialog of ${key}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog'), `the dialog of ${key} closes`).toHaveCount(0);
  }
  await page.keyboard.press('a');
  const unmet = page.getByRole('dialog').getByRole('region', { name: 'Requisitos que no se cumplen' });
  await unmet.getByRole('textbox').first().waitFor();
  for (const because of await unmet.getByRole('textbox').all()) await because.fill('Ya se verificó.');
  await page.getByRole('dialog').getByRole('button', { name: 'Aprobar el reporte' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect(page.getByRole('region', { name: 'Deshacer' })).toBeVisible();
  await nav(page, /^Por enviar/).click();
  await look('outbox');
  for (const name of [
    'Cartas por imprimir',
    'Contactos de cortesía',
    'Sistema de registros',
    'Decisiones',
    'Actualizaciones',
  ]) {
    await nav(page, name).click();
    await page.getByRole('main', { name }).waitFor();
    await look(name);
  }
  expect(found).toEqual([]);
});

test('an administrator sees every page in Spanish', async ({ page, agency }) => {
  await page.getByRole('button', { name: 'I understand' }).click();
  const { name, password } = agency.account('administrator');
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await chooseSpanish(page);
  const found: string[] = [];
  const pages = [
    'Cuentas',
    'Sesiones',
    'Equipos',
    'Confirmaciones',
    'Cuentas de servicio',
    'Búsqueda de duplicados',
    'Actualizaciones',
  ];
  for (const title of pages) {
    await nav(page, new RegExp(`^${title}$`)).click();
    await page.getByRole('main', { name: title }).waitFor();
    found.push(...(await leftInEnglish(page, title)), ...(await barriers(page, title)));
  }
  expect(found).toEqual([]);
});

test('Spanish persists after a restart, on the lock and sign-in screens, and fits a small window with large text', async ({
  page,
  desk,
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  await signIn(page, agency.account('officer'));
  await chooseSpanish(page);
  await page.getByRole('radiogroup', { name: 'Tamaño del texto' }).getByText('200 %', { exact: true }).click();
  await desk.close();

  const again = await desk.open();
  await again.setViewportSize({ width: 900, height: 600 });
  await expect(again.getByRole('button', { name: 'Desbloquear' })).toBeVisible();
  await expect(again.locator('html')).toHaveAttribute('lang', 'es');
  expect([...(await leftInEnglish(again, 'lock')), ...(await barriers(again, 'lock'))]).toEqual([]);
  await again.getByLabel(/^Contraseña/).fill(agency.account('officer').password);
  await again.getByRole('button', { name: 'Desbloquear' }).click();
  await expect(again.getByRole('grid')).toBeVisible();
  for (const name of [/^Inicio/, /^Por enviar/, 'Actualizaciones', 'Ajustes', /^Cola/]) {
    await nav(again, name).click();
    await fitsTheWindow(again);
  }
  await again.getByRole('searchbox', { name: 'Buscar reportes' }).fill(trackingNumber);
  await again.getByRole('row').filter({ hasText: trackingNumber }).click();
  await again.getByRole('button', { name: 'Aprobar', exact: true }).waitFor();
  await expect(again.getByRole('button', { name: 'Aprobar', exact: true })).toBeInViewport({ ratio: 1 });
  await fitsTheWindow(again);
  await again.keyboard.press('r');
  await expect(again.getByRole('dialog').getByRole('button', { name: 'Rechazar el reporte' })).toBeInViewport({
    ratio: 1,
  });
  await fitsTheWindow(again);
  await again.keyboard.press('Escape');

  await again.keyboard.press('Control+l');
  await again.getByRole('button', { name: 'Iniciar sesión con otra cuenta' }).click();
  await expect(again.getByRole('button', { name: 'Entiendo' })).toBeVisible();
  expect([...(await leftInEnglish(again, 'sign in')), ...(await barriers(again, 'sign in'))]).toEqual([]);
});
