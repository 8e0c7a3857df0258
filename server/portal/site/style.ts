/** Styles for all pages: light and dark colors, one type scale, and one spacing scale based on 4 px. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f3f5f7; --text: #1a1f24; --faint: #4c5661; --line: #c9d0d6; --edge: #66717c;
  --link: #0b57a4; --action: #0b57a4; --on-action: #ffffff; --focus: #0b57a4;
  --wrong: #b3261e; --wrong-ground: #fdf3f2; --done: #14633a; --done-ground: #e9f5ee; --warn: #8a5300; --warn-ground: #fdf6e7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181c; --raised: #1e242a; --text: #e8ebee; --faint: #aeb7c0; --line: #3a434c; --edge: #8a959f;
    --link: #8cbcff; --action: #8cbcff; --on-action: #0a1a2c; --focus: #8cbcff;
    --wrong: #ff9d94; --wrong-ground: #2c1a19; --done: #84d8a8; --done-ground: #16281f; --warn: #f0c068; --warn-ground: #2a2315;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 16px; }
body { display: flex; flex-direction: column; margin: 0; min-height: 100vh; min-height: 100dvh; background: var(--ground); color: var(--text); overflow-wrap: anywhere; }
.column { max-width: 40rem; margin: 0 auto; padding: 0 16px; }
a { color: var(--link); text-underline-offset: 3px; }
.phone, .whole { display: inline-block; }
.onward a { display: inline-block; min-height: 44px; line-height: 44px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 16px; top: -20rem; padding: 8px 12px; background: var(--action); color: var(--on-action); }
.skip:focus { top: 8px; z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top { display: contents; }
.name, .safety { border-bottom: 1px solid var(--line); background: var(--raised); }
.top .column { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 16px; padding-top: 12px; padding-bottom: 12px; }
.safety { font-size: 0.875rem; }
.top .safety .column { padding-top: 4px; padding-bottom: 4px; }
.safety .column > :first-child { flex: 1 1 7em; }
/* The way out stays at the top of the screen, except where it would cover much of it. */
@media screen and (min-height: 24rem) {
  .safety { position: sticky; top: 0; z-index: 1; }
  html { scroll-padding-top: 5rem; }
}
.keyed { display: block; font-weight: 400; font-size: 0.75rem; }
@media (scripting: none), (hover: none), (max-width: 40rem) { .keyed { display: none; } }
.exit { flex: 0 1 auto; padding: 10px 16px; border-radius: 4px; background: var(--wrong); color: var(--ground); font-weight: 600; text-decoration: none; }
.service { display: grid; color: inherit; text-decoration: none; font-size: 0.875rem; }
.service:hover { text-decoration: underline; }
.agency { font-weight: 600; font-size: 1rem; }
.language { flex: none; padding: 10px 0; font-size: 0.875rem; }
.language + .language { margin-left: 16px; }
button.language { border: 0; background: none; color: var(--link); text-decoration: underline; text-underline-offset: 3px; }
main.column { flex: 1 0 auto; width: 100%; padding-top: 24px; padding-bottom: 48px; }
.bottom { border-top: 1px solid var(--line); background: var(--raised); color: var(--faint); font-size: 0.875rem; }
.bottom .column { padding-top: 16px; padding-bottom: 32px; }
h1 { font-size: min(1.75rem, 11vw); line-height: 1.2; margin: 0 0 12px; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: min(1.25rem, 10vw); line-height: 1.3; margin: 32px 0 12px; text-wrap: balance; }
p, ul, ol, dl { margin: 0 0 16px; }
ul, ol { padding-left: 1.5em; }
ol:has(> :nth-child(10)) { padding-left: 2em; }
li { margin-bottom: 4px; }
.lead { color: var(--faint); }
.over { margin: 0 0 4px; color: var(--faint); font-size: 0.875rem; font-weight: 600; }
.question { padding: 16px 0; border-top: 1px solid var(--line); }
.question .group { margin-bottom: 8px; }
.why { border: 0; margin: 0; font-size: 0.875rem; }
.why summary { padding: 10px 0; }
.why[open] > summary { border: 0; margin: 0; }
.why p { margin: 0; color: var(--faint); }
.advice { margin: 0; font-weight: 600; }
.stops { list-style: none; padding: 0; }
.stops li { margin: 0 0 16px; }
.stop { margin: 0 0 16px; padding: 16px; border-left: 4px solid var(--warn); background: var(--warn-ground); }
.stop .advice { font-size: 1.125rem; }
.stops p { margin: 0 0 4px; }
.part { border-top: 1px solid var(--line); }
.part h2, .part h3 { margin: 16px 0 8px; }
.folded > .part:first-child { border-top: 0; }
.folded > .part:last-child { padding-bottom: 12px; }
.part button.quiet { margin: 0 0 8px; }
.rows { margin: 0; }
.rows > div { padding: 6px 0; }
.rows dt { color: var(--faint); font-size: 0.875rem; }
.rows dd { margin: 0; white-space: pre-line; }
.told { white-space: pre-wrap; margin: 0 0 8px; }
.emergency, .warning { border-left: 4px solid var(--warn); background: var(--warn-ground); padding: 12px 16px; margin: 0 0 24px; }
.danger { border: 3px solid var(--wrong); border-radius: 4px; background: var(--wrong-ground); padding: 16px; margin: 0 0 24px; }
.danger h2 { margin: 0 0 4px; color: var(--wrong); }
.danger p { margin: 8px 0 0; font-weight: 600; }
.help { border-left: 4px solid var(--wrong); padding: 4px 0 4px 16px; margin: 0 0 24px; }
.help p { margin: 0 0 8px; }
.help a { font-weight: 600; }
.advice + .help { margin: 12px 0 0; }
.danger .help { margin: 12px 0; }
.danger .help p { font-weight: 400; }
.emergency h2 { margin: 0 0 4px; font-size: 1rem; }
.emergency p { margin: 0; }
.kinds { list-style: none; padding: 0; display: grid; gap: 8px; }
.kinds li { position: relative; margin: 0; padding: 12px 16px; border: 1px solid var(--line); border-radius: 6px; }
.kinds li:hover { background: var(--raised); border-color: var(--edge); }
.kinds a { font-weight: 600; }
.kinds a::after { content: ""; position: absolute; inset: 0; }
.kinds p { margin: 4px 0 0; color: var(--faint); font-size: 0.875rem; }
.said { border-left: 4px solid var(--done); background: var(--done-ground); padding: 12px 16px; margin: 0 0 24px; }
.done { background: var(--done-ground); border: 1px solid var(--done); border-radius: 6px; padding: 24px 16px; margin-bottom: 24px; text-align: center; }
.done p { margin: 0; color: var(--faint); }
.done .number { font-size: min(2rem, 8vw); white-space: nowrap; line-height: 1.3; font-weight: 600; color: var(--text); font-variant-numeric: tabular-nums; }
.done + p { font-weight: 600; }
ol li { margin-bottom: 8px; }
.message { margin: 0 0 12px; padding: 12px 16px; background: var(--raised); border-left: 4px solid var(--action); }
.message.own { border-left-color: var(--line); }
.message p { margin: 0; }
.said-words { white-space: pre-wrap; }
blockquote, .notice, .letter { margin: 0 0 16px; padding: 12px 16px; background: var(--raised); border-left: 4px solid var(--line); white-space: pre-wrap; }
.mails { list-style: none; padding: 0; }
.mails li { margin: 0; padding: 12px 0; border-bottom: 1px solid var(--line); }
.mails p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; margin: 4px 0 0; color: var(--faint); font-size: 0.875rem; }
time { font-variant-numeric: tabular-nums; }
.head { display: flex; flex-wrap: wrap; gap: 0 16px; font-size: 0.875rem; }
.head dt { flex: none; width: 10em; max-width: 100%; color: var(--faint); }
.head dd { flex: 1 1 max(9em, 100% - 10em - 17px); min-width: 0; margin: 0 0 4px; }
iframe { width: 100%; height: 480px; border: 1px solid var(--line); background: #ffffff; color-scheme: light; }
@media (min-width: 40rem) {
  main.column { padding-top: 40px; }
  h1 { font-size: 2rem; }
  .rows > div { display: grid; grid-template-columns: 14rem 1fr; gap: 0 16px; }
}
@media print {
  .top .language, .bottom, .skip, button, .zoom { display: none; }
  h1, h2 { break-after: avoid; }
}
`;
