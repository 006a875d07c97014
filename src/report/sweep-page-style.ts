// How the page of a sweep looks, on a screen and on paper. Dark on white, system fonts, nothing fetched.
// Plain CSS in a text; no part of it comes from a scenario.

/** The style sheet. */
export const PAGE_STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  margin: 0 auto; padding: 1.5rem; max-width: 1240px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid #bbb; padding-bottom: .2rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .5rem; overflow-wrap: anywhere; }
h3 small { font-weight: normal; }
code { font: .9em ui-monospace, monospace; }
small { color: #4d4d4d; font-size: .85rem; overflow-wrap: anywhere; }
.verdict { margin: .4rem 0; padding: .45rem .7rem; border-left: 6px solid; }
.verdict.pass { border-color: #1b7837; background: #eef6ef; }
.verdict.fail { border-color: #a50f15; background: #fdf0ef; }
.verdict.inconclusive { border-color: #8a6100; background: #fdf6e3; }
.note { margin: .2rem 0; color: #3d3d3d; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
li { margin: .2rem 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .6rem 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: 1.2rem 1rem; align-items: flex-start; margin: .6rem 0 1.2rem; }
figure { margin: 0; max-width: 100%; overflow-x: auto; break-inside: avoid; }
figcaption { margin-bottom: .3rem; max-width: 22.5rem; line-height: 1.35; }
svg { display: block; max-width: none; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .5rem; text-align: left; border-bottom: 1px solid #ddd; }
td { white-space: nowrap; }
th { border-bottom: 2px solid #888; vertical-align: bottom; }
.number { text-align: right; }
.bad { font-weight: 700; color: #a50f15; }
.open { color: #4d4d4d; font-style: italic; }
tbody tr:hover { background: #f3f6fa; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { padding: 0; font-size: 10pt; max-width: none; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  figure, .wide { overflow: visible; }
  svg { max-width: 100%; height: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
