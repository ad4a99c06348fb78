"""The look of a saved page: its own style alone, light and dark, narrow and wide, on paper too."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark;
  --ink: #1d2329; --soft: #59636d; --paper: #fdfcf9; --card: #f4f1ea; --mark: #0a5f68; --rule: #dcd8ce;
  --gain: #1c6b3a; --loss: #a0342b; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #d9dee4; --soft: #9aa4ae; --paper: #15191d; --card: #1d2328; --mark: #6cc7d1; --rule: #2f373f;
  --gain: #7fd39b; --loss: #f0978e; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 46rem; color: var(--ink);
  background: var(--paper); font: 1.0625rem/1.6 Charter, "Iowan Old Style", Georgia, serif;
  overflow-wrap: break-word; }
h1 { margin: 0 0 .4rem; font-size: clamp(1.55rem, 5vw, 2.1rem); line-height: 1.2; text-wrap: balance; }
h2 { margin: 2.4rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid var(--rule);
  font-size: 1.2rem; line-height: 1.3; }
h3 { margin: 1.3rem 0 .2rem; font-size: 1.05rem; line-height: 1.35; }
h4, h5, h6 { margin: 1rem 0 .2rem; font-size: 1rem; }
p { margin: .5rem 0; } ul, ol { margin: .4rem 0; padding-left: 1.3rem; } li { margin: .35rem 0; }
ol.bare, ul.bare { padding-left: 0; list-style: none; }
a { color: var(--mark); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
a.cite { text-decoration: none; font-size: .8em; font-family: system-ui, sans-serif; }
a.cite:hover { text-decoration: underline; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; }
.meta, .state, .account, nav, footer, summary, time, .number, .new {
  font-family: system-ui, sans-serif; font-size: .86rem; }
.meta, .account, footer, .soft { color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .15rem 1rem; padding: .6rem 0; list-style: none;
  border-block: 1px solid var(--rule); }
nav li { margin: 0; }
.new { color: var(--mark); font-weight: 600; white-space: nowrap; }
.state { color: var(--soft); } .state.open, .state.answered, .state.shifted, .state.new {
  color: var(--mark); }
.timeline li { display: grid; grid-template-columns: 6.6rem 1fr; gap: .2rem .6rem; }
time { color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.timeline time { padding-top: .2em; }
blockquote { margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--rule); font-style: italic; }
.sources li { display: grid; grid-template-columns: 2.6rem 1fr; }
.sources li:target { background: var(--card); }
.number { padding-top: .2em; color: var(--soft); }
details { margin: .4rem 0; padding: .35rem .8rem; background: var(--card); border-radius: .4rem; }
summary { cursor: pointer; color: var(--mark); } details h3, details h4 { margin-top: .9rem; }
ins { color: var(--gain); text-decoration: none; } del { color: var(--loss); }
ins ins, li.changed ins { border-bottom: 2px solid; } .sign { font-family: monospace; }
@media (max-width: 34rem) { .timeline li { grid-template-columns: 1fr; gap: 0; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; color: #000; background: #fff; }
  nav, .skip { display: none; } a { color: inherit; text-decoration: none; }
  .sources a::after { content: " <" attr(href) ">"; font-size: .8em; } h2, h3 { break-after: avoid; }
  li, blockquote { break-inside: avoid; } }
"""
# Nothing is loaded, sent, framed or run, whatever a text says; of styles this one alone holds.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
