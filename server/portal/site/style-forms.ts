/**
 * Form styles. Fields use 16 px type, because phones zoom in on anything smaller, and are at least 44 px high for
 * touch.
 */
export const FORM_STYLE = `
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
legend { padding: 0; }
.group, .item { margin-bottom: 24px; }
.group .group, .pair .group, .moment .group { margin-bottom: 0; }
.item > .group, .item > .pair, .more .group { margin-bottom: 16px; }
.more .group:last-child { margin-bottom: 0; }
legend { float: left; width: 100%; }
legend + * { clear: both; }
label, legend { display: block; font-weight: 600; margin-bottom: 4px; }
.item > legend { font-size: 1rem; color: var(--faint); margin-bottom: 8px; }
.optional { font-weight: 400; color: var(--faint); }
.hint { color: var(--faint); font-size: 0.875rem; margin: 0 0 8px; }
.hint p, .hint ul { margin: 0; }
.error { color: var(--wrong); font-weight: 600; margin: 0 0 8px; white-space: pre-line; }
.wrong { border-left: 4px solid var(--wrong); padding-left: 12px; }
input, textarea, select, button { font: inherit; color: inherit; }
input:not([type="radio"], [type="checkbox"]), textarea, select {
  display: block; width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--edge); border-radius: 4px;
  background: var(--ground); font-variant-numeric: tabular-nums;
}
textarea + .hint { margin: 4px 0 0; }
textarea { resize: vertical; line-height: 1.5; }
input.medium { max-width: 20rem; }
input.short { max-width: 9rem; }
input.tiny { max-width: 4rem; }
[aria-invalid="true"]:not([type="checkbox"]) { border: 2px solid var(--wrong) !important; }
.prefixed { display: flex; }
.prefixed > span { flex: none; display: grid; place-items: center; width: 2.5rem; border: 1px solid var(--edge); border-right: 0; border-radius: 4px 0 0 4px; background: var(--raised); }
.prefixed > input { border-radius: 0 4px 4px 0 !important; }
.pair { display: grid; gap: 16px; }
.moment { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; }
.moment label { font-weight: 400; }
.moment .group { flex: 0 1 auto; min-width: 0; }
.choice { display: grid; grid-template-columns: 1.5rem 1fr; gap: 0 12px; align-items: start; }
.choice input { width: 1.5rem; height: 1.5rem; margin: 10px 0; accent-color: var(--action); }
.choice label { font-weight: 400; margin: 0; padding: 10px 0; }
.more { margin: 4px 0 8px calc(0.75rem - 1px); padding: 8px 0 8px 1.25rem; border-left: 4px solid var(--line); }
@supports selector(:has(*)) {
  .more { display: none; }
  .choice:has(:checked) + .more { display: block; }
  .question:has([value="yes"]:checked):has(.advice) ~ .question :is(.more:has(.advice):not(:has(.help)), .more > .advice) { display: none; }
  .question:has([value="yes"]:checked):has(.help) ~ .question .more:has(.help) { display: none; }
}
@media (scripting: none) { .scripted { display: none; } }
[hidden] { display: none !important; }
.label { font-weight: 600; margin: 0 0 4px; }
.map { border: 1px solid var(--edge); border-radius: 4px; background: var(--raised); touch-action: manipulation; }
.map svg { display: block; width: 100%; height: auto; max-height: 70vh; cursor: crosshair; }
.map .part-of-city { fill: var(--ground); stroke: var(--line); stroke-width: calc(3px / var(--zoom)); }
.map .part-of-city:hover { fill: var(--raised); }
.map .street { fill: none; stroke: var(--edge); stroke-width: calc(2.5px / var(--zoom)); stroke-linecap: round; opacity: 0.6; pointer-events: none; }
.map .limits { fill: none; stroke: var(--edge); stroke-width: calc(5px / var(--zoom)); pointer-events: none; }
.map .name { font-size: calc(min(2rem, 52px) / var(--zoom)); fill: var(--faint); stroke: var(--ground); stroke-width: calc(8px / var(--zoom)); paint-order: stroke; text-anchor: middle; dominant-baseline: middle; pointer-events: none; }
.map .mark { pointer-events: none; }
.map .halo { fill: var(--action); opacity: 0.25; }
.map .dot { fill: var(--action); stroke: var(--on-action); stroke-width: 4px; }
.zoom { display: flex; align-items: center; gap: 8px; margin-top: 8px; }
.zoom button { flex: none; width: max(44px, 2.75rem); text-align: center; border: 1px solid var(--edge); background: var(--ground); }
.zoom p { margin: 0; font-size: 0.875rem; }
.keep { margin-bottom: 24px; padding: 12px 16px; background: var(--raised); border-left: 4px solid var(--line); font-size: 0.875rem; }
.keep p { margin: 0 0 8px; }
.keep button.quiet { margin-top: 0; }
.save { margin-top: 24px; }
.save .hint { margin: 8px 0 0; }
details { margin-bottom: 16px; border: 1px solid var(--line); border-radius: 6px; }
summary { padding: 10px 16px; cursor: pointer; color: var(--link); }
details[open] > summary { border-bottom: 1px solid var(--line); margin-bottom: 16px; }
details > .folded { padding: 0 16px; }
.with-serial, .item:has(.folded [data-serial]) .without-serial { display: none; }
.item:has(.folded [data-serial]) .with-serial { display: inline; }
.back { margin: 0 0 8px !important; }
.thumbnail { width: 64px; height: 64px; object-fit: cover; border-radius: 4px; background: var(--raised); }
progress { display: block; width: 100%; height: 12px; margin: 0 0 8px; accent-color: var(--action); }
.summary { border: 3px solid var(--wrong); border-radius: 4px; background: var(--wrong-ground); padding: 16px; margin-bottom: 24px; }
.summary h2 { margin: 0 0 8px; }
.summary ul { margin: 0; }
.summary a { color: var(--wrong); font-weight: 600; }
.trap { position: absolute; left: -10000px; width: 1px; height: 1px; overflow: hidden; }
button { display: block; min-height: 44px; border-radius: 4px; cursor: pointer; text-align: left; }
button.main { padding: 10px 20px; border: 1px solid var(--action); background: var(--action); color: var(--on-action); font-weight: 600; }
button.main:hover { filter: brightness(1.1); }
button.second { padding: 10px 20px; border: 1px solid var(--edge); background: var(--ground); color: var(--link); font-weight: 600; }
button.second + button.main { margin-top: 24px; }
form + p { margin-top: 24px; }
button.quiet { margin-top: 16px; padding: 8px 0; border: 0; background: none; color: var(--link); text-decoration: underline; text-underline-offset: 3px; font-size: 0.875rem; }
button.second { margin-top: 8px; padding: 8px 16px; border: 1px solid var(--edge); background: var(--raised); }
.files { list-style: none; margin: 0 0 12px; padding: 0; border: 1px solid var(--line); border-radius: 6px; }
.files li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; margin: 0; padding: 8px 12px; }
.files li > span { flex: 1; min-width: 8em; overflow-wrap: anywhere; }
.files li + li { border-top: 1px solid var(--line); }
.message .files, .folded .files { background: var(--ground); }
.message .files { margin: 8px 0 0; }
.files button.quiet { margin: 0; min-height: 44px; }
.stage { border: 1px solid var(--line); border-left: 4px solid var(--action); border-radius: 6px; background: var(--raised); padding: 16px; margin-bottom: 24px; }
.stage h2 { margin: 0 0 8px; }
.stage p { margin: 0 0 8px; }
.stage p:last-child { margin: 0; }
.late { color: var(--warn); font-weight: 600; }
.acts { list-style: none; padding: 0; }
.acts a { display: inline-block; padding: 10px 0; }
.steps li { margin-bottom: 8px; }
.steps time { display: block; color: var(--faint); font-size: 0.875rem; }
.code { font: 600 1.125rem/1.5 ui-monospace, monospace; letter-spacing: 0.04em; overflow-wrap: anywhere; text-wrap: balance; }
details > .letter { margin: 0 16px 16px; }
@media (min-width: 40rem) {
  .pair { grid-template-columns: 1fr 1fr; align-items: end; }
}
`;
