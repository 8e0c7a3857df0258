import { language, t } from '../shell/words.ts';
import type { StartFailure } from '../start/start-mark.ts';

export type RepairFacts = {
  version: string;
  unfinished: number;
  failure: StartFailure | null;
  lastGood: { version: string; at: string } | null;
  /** Number of decisions in the sealed journals. */
  waiting: number;
};

export type PageTheme = 'system' | 'light' | 'dark' | 'contrast';

/** Returns the repair page as HTML. All its parts are in this bundle, because the window's own files may be missing. */
export function repairPage(facts: RepairFacts, theme: PageTheme): string {
  const action = (name: string, label: string, does: string, kind = '') =>
    `<li><button type="button" name="${name}" class="${kind}" aria-describedby="${name}-does">${text(label)}</button>
    <p id="${name}-does">${text(does)}</p></li>`;
  const last = facts.lastGood;
  const at =
    last === null ? '' : new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(Date.parse(last.at));
  return `<!doctype html>
<html lang="${language()}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(t('repair.title'))}</title>
<link rel="stylesheet" href="./repair.css">
</head>
<body>
<main>
<h1>${text(t('repair.title'))}</h1>
<p>${text(t('repair.lead', { n: facts.unfinished, version: facts.version }))}
${text(t(`repair.why.${facts.failure ?? 'unknown'}`))} ${text(t('repair.nothingIsLost'))}</p>
<ul class="facts">
<li>${text(t('repair.nDecisionsWait', { n: facts.waiting }))}</li>
<li>${text(last === null ? t('repair.noLastGood') : t('repair.lastGood', { version: last.version, at }))}</li>
</ul>
<h2>${text(t('repair.actions'))}</h2>
<ul class="actions">
${action('try', t('repair.try'), t('repair.tryDoes'), 'primary')}
${action('safe', t('repair.safe'), t('repair.safeDoes'))}
${facts.waiting === 0 ? '' : action('export', t('repair.export'), t('repair.exportDoes'))}
${action('diagnostics', t('repair.diagnostics'), t('repair.diagnosticsDoes'))}
</ul>
<p id="answer" role="status"></p>
</main>
</body>
</html>
`;
}

const text = (raw: string): string => raw.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const DARK = `--ground:#121519;--surface:#1a1e23;--line:#2c323a;--strong:#737e8b;--text:#e9ecf0;--soft:#b9c1cb;
--accent:#86b7ff;--on-accent:#0b1728;--hover:#242a31;--ok:#83d5a0;--danger:#ff9d94;color-scheme:dark;`;

/** The same colors as renderer/styles/tokens.css. */
export const REPAIR_STYLE = `
:root{--ground:#f3f4f6;--surface:#fff;--line:#dde1e6;--strong:#7d8793;--text:#191d22;--soft:#47505b;
--accent:#1b5bb8;--on-accent:#fff;--hover:#eef1f5;--ok:#1a6638;--danger:#ad2219;color-scheme:light;}
@media (prefers-color-scheme:dark){:root[data-theme="system"]{${DARK}}}
:root[data-theme="dark"]{${DARK}}
:root[data-theme="contrast"]{--ground:#000;--surface:#000;--line:#b8b8b8;--strong:#fff;--text:#fff;--soft:#fff;
--accent:#ffe15c;--on-accent:#000;--hover:#262626;--ok:#8dffae;--danger:#ffb3ab;color-scheme:dark;}
*{box-sizing:border-box}
html{font:14px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Liberation Sans",sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--ground);color:var(--text)}
main{width:100%;max-width:640px;padding:24px 32px;background:var(--surface);border:1px solid var(--line);border-radius:10px}
h1{margin:0 0 8px;font-size:20px;line-height:1.3}
h2{margin:20px 0 8px;font-size:14px}
p{margin:0}
ul{margin:0;padding:0;list-style:none}
.facts{margin-top:12px;padding-top:12px;border-top:1px solid var(--line);color:var(--soft)}
.actions li{display:grid;grid-template-columns:200px 1fr;gap:4px 16px;align-items:center;padding:8px 0}
.actions p{color:var(--soft);font-size:13px}
button{font:inherit;font-weight:500;min-height:32px;padding:4px 12px;text-align:start;color:var(--text);
background:var(--surface);border:1px solid var(--strong);border-radius:6px}
button:hover{background:var(--hover)}
button.primary{color:var(--on-accent);background:var(--accent);border-color:var(--accent)}
button[aria-disabled="true"]{opacity:.6}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
#answer{margin-top:12px;min-height:21px;overflow-wrap:anywhere}
#answer.ok{color:var(--ok)}
#answer.wrong{color:var(--danger)}
@media (max-width:560px){.actions li{grid-template-columns:1fr}}
@media (forced-colors:active){button{border-color:ButtonText}}
`;
