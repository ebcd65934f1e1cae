/** The one style sheet of the provider's pages: a calm card on paper, in the colours of the nodes' own pages. */
export const style = `
:root { --deep: #0a4150; --deep-2: #0e5a6f; --ink: #1d2b30; --soft: #52646b; --line: #8b9ba1; --paper: #f3f6f5;
  --forsythia: #f2c230; --note: #fff8df; --bad: #a8231b; --bad-paper: #fdf0ee; }
* { box-sizing: border-box; }
html { font: 16px/1.6 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif; color: var(--ink); }
body { margin: 0; min-height: 100vh; background: var(--paper); border-top: 6px solid var(--deep); }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
@media (min-width: 62rem) { main.with-people { max-width: 66rem; display: grid; grid-template-columns: 28rem 1fr; column-gap: 2.5rem; align-items: start; }
  main.with-people .brand { grid-column: 1 / -1; } main.with-people .people { margin-top: 0; } }
.brand { margin: 0 0 1rem; color: var(--deep); font-weight: 600; letter-spacing: .04em; }
.brand span { border-bottom: 3px solid var(--forsythia); }
.card { background: #fff; border-radius: 12px; padding: 1.5rem; box-shadow: 0 1px 2px #0a415022, 0 8px 24px #0a415014; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.3; color: var(--deep); }
h2 { margin: 0 0 .5rem; font-size: 1.05rem; }
.en, small { color: var(--soft); font-size: .875rem; font-weight: 400; }
.lead { margin: .25rem 0 1.25rem; }
.notice { margin: 0 0 1.25rem; padding: .6rem .9rem; background: var(--note); border-left: 4px solid var(--forsythia); border-radius: 4px; }
.notice p { margin: 0; }
.alert { margin: 0 0 1.25rem; padding: .6rem .9rem; background: var(--bad-paper); border-left: 4px solid var(--bad); border-radius: 4px; color: var(--bad); }
.alert p { margin: 0; }
.alert .en { color: inherit; }
.field { margin: 0 0 1.1rem; }
label { display: block; font-weight: 600; }
input { width: 100%; margin-top: .25rem; padding: .6rem .75rem; font: inherit; font-size: 1.05rem; color: inherit;
  border: 1px solid var(--line); border-radius: 8px; background: #fff; }
input[aria-invalid='true'] { border: 2px solid var(--bad); }
.hint { margin: .25rem 0 0; color: var(--soft); font-size: .875rem; }
.code { font-size: 1.5rem; font-weight: 600; letter-spacing: .12em; font-variant-numeric: tabular-nums; }
button { width: 100%; padding: .75rem 1rem; font: inherit; font-size: 1.1rem; font-weight: 600; color: #fff; background: var(--deep);
  border: 0; border-radius: 8px; cursor: pointer; }
button:hover { background: var(--deep-2); }
:focus-visible { outline: 3px solid var(--forsythia); outline-offset: 2px; box-shadow: 0 0 0 2px var(--deep); }
.cancel { margin: 1rem 0 0; text-align: center; }
a { color: var(--deep-2); }
.people { margin-top: 1.5rem; }
.people ul { list-style: none; margin: .5rem 0 1rem; padding: 0; display: grid; gap: .4rem; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }
.people li a { display: block; height: 100%; min-height: 44px; padding: .4rem .75rem; border: 1px solid #d5dedc; border-radius: 8px; background: #fff; text-decoration: none; color: var(--ink); }
.people li a:hover, .people li a[aria-current] { border-color: var(--deep); }
.people li small { display: block; }
summary { min-height: 44px; padding: .6rem 0; font-weight: 600; color: var(--deep); cursor: pointer; }
`
