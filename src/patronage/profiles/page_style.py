"""How pages look, on a screen of any width and on paper."""

CSS = """
:root { color-scheme: light; }
body { max-width: 68rem; margin: 2.5rem auto; padding: 0 1.5rem; color: #1f2933;
  font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; background: #fff; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; font-weight: 600; margin: 0 0 1rem; line-height: 1.25; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.4rem 0 .7rem; color: #0f6b74; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.6rem 0 .4rem; }
dl { display: grid; grid-template-columns: fit-content(14rem) 1fr; gap: .25rem 1.2rem; }
dt { color: #6b7785; overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
.verdict { border-left: 4px solid #0f6b74; background: #f2f8f8; margin: 0 0 1.2rem;
  padding: .7rem 1rem; }
.verdict ul { margin: .2rem 0; padding-left: 1.1rem; }
nav { margin: 1.4rem 0; } nav ol { margin: 0; padding: 0; list-style: none;
  display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; font-size: .9rem; }
a { color: #0f6b74; text-underline-offset: .2em; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { text-align: left; font-weight: 600; color: #6b7785; vertical-align: bottom; }
th, td { padding: .5rem .7rem; border-bottom: 1px solid #e3e7eb; }
td { vertical-align: top; } td:first-child { font-weight: 600; }
.numbers td + td, .numbers th + th { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.numbers th + th { white-space: normal; }
.words th, .measures th { white-space: nowrap; }
.words td:first-child { min-width: 8rem; overflow-wrap: anywhere; }
.dense { font-size: .82rem; } .dense th, .dense td { padding: .35rem .5rem; }
.dense td { white-space: nowrap; }
.measures td + td { white-space: nowrap; font-variant-numeric: tabular-nums; }
.measures td:last-child { white-space: normal; width: 55%; color: #52606d; }
.measures td:first-child { width: 24%; } .measures td:nth-child(2) { width: 9%; }
.scores { font-size: .82rem; } .scores td + td { white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.scores th, .scores td { padding: .4rem .45rem; }
.scores td:first-child { min-width: 7.5rem; max-width: 13rem; }
.scores td:first-child, .heat td:first-child { overflow-wrap: anywhere; }
.plans { font-size: .85rem; } .plans th, .plans td { padding: .45rem .5rem; }
.plans td:nth-child(n + 6) { white-space: nowrap; }
.plans td:first-child { min-width: 8rem; }
.aside { color: #6b7785; font-size: .85rem; }
small { display: block; color: #6b7785; font-size: .82em; font-weight: 400; }
.quiet td { color: #6b7785; background: #f7f8f9; }
.heat { width: auto; font-size: .82rem; } .heat th, .heat td { padding: .35rem .55rem; }
.heat td + td { text-align: center; border: 1px solid #fff; min-width: 3.2rem;
  font-variant-numeric: tabular-nums; }
.heat th + th { text-align: center; max-width: 9rem; font-weight: 400; }
.heat td:first-child { font-weight: 400; min-width: 8rem; max-width: 18rem; }
.wide { overflow-x: auto; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; }
figcaption { color: #6b7785; font-size: .85rem; }
li { margin: .3rem 0; }
details { margin: .8rem 0; } summary { cursor: pointer; color: #0f6b74; }
pre { font-size: .75rem; line-height: 1.4; white-space: pre-wrap;
  overflow-wrap: anywhere; background: #f7f8f9; padding: .8rem; }
.bar { display: inline-block; width: 2.5rem; height: .55rem; margin-right: .5rem;
  background: linear-gradient(to right, #0f6b74 var(--share), #e3e7eb 0); }
@media screen and (max-width: 40rem) {
  body { margin: 1.2rem auto; padding: 0 1rem; } h1 { font-size: 1.4rem; }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; }
  .words, .measures, .scores, .plans { min-width: 40rem; }
  figure { overflow-x: auto; } img { max-width: none; width: 46rem; } }
@page { margin: 15mm; }
@media print { html { font-size: 11px; }
  body { margin: 0; padding: 0; max-width: none; font-size: 1rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  figure, tr, .verdict, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  figure { margin: .8rem 0; } img { max-height: 235mm; }
  nav, details:not([open]) { display: none; } summary { list-style: none; }
  .wide { overflow: visible; } th, td { padding: .25rem .4rem; }
  .words th, .dense td { white-space: normal; overflow-wrap: anywhere; }
  .numbers, .scores, .heat, .dense { font-size: 8px; } thead { break-inside: avoid; }
  .heat td + td { min-width: 0; } pre { font-size: 7px; } }
"""
