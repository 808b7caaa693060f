/** One style for screen and paper. Colours are said again in words or signs wherever they mean something. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #5a5a5a; --line: #d6d6d6; --paper: #fff; --bar: #0f6cbd; --then: #8a6d00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f2f2f2; --soft: #b5b5b5; --line: #454545; --paper: #1b1b1b; --bar: #62abf5; --then: #f2c94c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 "Segoe UI", system-ui, "Noto Sans", sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; }
.soft, caption { color: var(--soft); }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.figures li { border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; min-width: 7rem; }
.figures strong { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .35rem; }
th, td { padding: .3rem .6rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.chart { width: 22%; min-width: 5rem; }
svg { display: block; width: 100%; height: 1rem; }
.now { fill: var(--bar); }
.then { fill: var(--then); }
.sides { columns: 2 22rem; column-gap: 2.5rem; }
.side { break-inside: avoid; margin-bottom: 1.5rem; }
.list { margin-bottom: 1.25rem; }
.wide { overflow-x: auto; margin-bottom: 1.25rem; }
bdi { overflow-wrap: anywhere; }
footer { margin-top: 2rem; font-size: .85rem; }
@media screen and (max-width: 34rem) { body { padding: .75rem; } .chart { display: none; } }
@page { size: A4; margin: 14mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --bar: #0f6cbd; --then: #8a6d00; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  .sides { columns: 2; }
  .wide { overflow: visible; }
  tr, .figures li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
