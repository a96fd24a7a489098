/** Light and dark, as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2530; --muted: #5b6776; --back: #fbfbf9; --card: #ffffff; --line: #dfe3e8;
  --good: #1a7f4b; --bad: #b3261e; --placed: #2f6fde; --finished: #1a7f4b; --fault: #c4511d; --lag: #7b4fc9; --embedded: #2f6fde; --kafka: #c4511d; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ee; --muted: #9aa6b5; --back: #12161c; --card: #1a2028;
  --line: #2e3742; --good: #4cc38a; --bad: #ff8577; --placed: #7aa7ff; --finished: #4cc38a; --fault: #ff9a62; --lag: #b99bff; --embedded: #7aa7ff; --kafka: #ff9a62; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 62rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
p { margin: .25rem 0; } .muted, figcaption { color: var(--muted); font-size: .9rem; }
.verdict { padding: 1rem 1.25rem; border: 1px solid var(--line); border-left: 6px solid var(--good); border-radius: 8px;
  background: var(--card); }
.verdict.broken { border-left-color: var(--bad); }
code { font: .88em ui-monospace, monospace; overflow-wrap: anywhere; }
td code { overflow-wrap: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .75rem 0 0; font-size: .92rem; }
dt { color: var(--muted); } dd { margin: 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-weight: 600; } td.number, th.number { text-align: right; white-space: nowrap; }
tr.open td { border-bottom: 0; } .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } ul { margin: .25rem 0; padding-left: 1.2rem; }
figure { margin: 0; } .plot { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
svg { display: block; width: 100%; min-width: 640px; height: auto; }
.grid { stroke: var(--line); } .tick { fill: var(--muted); font-size: 11px; font-family: inherit; }
.curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
.placed { stroke: var(--placed); } .finished { stroke: var(--finished); } .lag { stroke: var(--lag); }
.embedded { stroke: var(--embedded); } .kafka { stroke: var(--kafka); }
.dashed { stroke-dasharray: 7 4; } .dotted { stroke-dasharray: 1.5 4; stroke-linecap: round; }
.fault, .dot { fill: var(--fault); opacity: .8; } .band { fill: var(--fault); opacity: .12; }
.stage { fill: var(--muted); opacity: .06; } .stage:nth-of-type(even) { opacity: .13; }
.key { display: inline-block; width: .9em; height: .9em; border-radius: 3px; vertical-align: -.08em; margin: 0 .3em 0 .8em; }
`;
