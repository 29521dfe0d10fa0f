/** How the page of the sandbox looks, beside what all its pages share. */
export const PAGE_STYLE = `
  :root { --good: light-dark(#146c43, #6fcf9a); --good-soft: light-dark(#e5f4eb, #14291d);
    --bad: light-dark(#b3241c, #ff9389); --bad-soft: light-dark(#fdeeec, #331714);
    --open: light-dark(#8a4b08, #f0b866); --open-soft: light-dark(#fdf0dc, #33240f) }
  html { scroll-padding-top: 1rem }
  h2 { font-size: 1.05rem; margin: 0 0 .1rem }
  .columns { display: grid; gap: 0 2rem } .columns > div { min-width: 0 }
  section { margin-top: 2rem } section > p { font-size: .875rem; margin-bottom: .75rem }
  article, .parts > li, .events, .fields, .empty { background: var(--surface); border: 1px solid var(--line); border-radius: 10px }
  article { padding: .75rem .9rem; margin-bottom: .6rem }
  article:target, li:target { border-color: var(--accent) }
  header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .15rem .6rem }
  header strong { font-size: 1.05rem; font-variant-numeric: tabular-nums } .about, time, .id { color: var(--muted); font-size: .8125rem }
  .about { overflow-wrap: anywhere } time { font-variant-numeric: tabular-nums; white-space: nowrap }
  .id { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: .15rem 0 0; max-width: none; overflow-wrap: anywhere }
  nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: 1rem 0; font-size: .875rem } nav a { padding: .25rem 0 }
  .badge { padding: .05rem .5rem; border-radius: 999px; font-size: .75rem; font-weight: 600; white-space: nowrap }
  .good { color: var(--good); background: var(--good-soft) } .bad { color: var(--bad); background: var(--bad-soft) }
  .open { color: var(--open); background: var(--open-soft) }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin-top: .6rem }
  button { font-size: .875rem; min-height: 2.25rem; padding: .3rem .75rem }
  ul { list-style: none; margin: 0; padding: 0 }
  .parts { display: grid; gap: .4rem; margin-top: .6rem }
  .parts > li { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .6rem; padding: .4rem .6rem; font-size: .875rem;
    background: var(--sunken) } .parts .actions { margin: 0 0 0 auto }
  .parts .fields { border: 0; padding: 0; background: none; flex: 1 1 14rem }
  details { margin-top: .5rem; font-size: .875rem } summary { cursor: pointer; color: var(--muted); padding: .3rem 0 }
  details .fields { margin-top: .4rem; background: var(--sunken) }
  .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .6rem; align-items: end; padding: .75rem }
  label { display: grid; gap: .15rem; font-size: .8125rem; color: var(--muted); min-width: 0 }
  input, select { font: inherit; font-size: .875rem; min-height: 2.25rem; width: 100%; padding: .3rem .5rem; color: var(--ink);
    background: var(--canvas); border: 1px solid var(--control); border-radius: 8px }
  .state { font-size: .875rem; margin-inline-end: .4rem }
  .events { overflow: hidden } .events li { display: grid; grid-template-columns: minmax(17rem, 1.4fr) 6.5rem minmax(5.5rem, .6fr) minmax(10rem, 1.3fr) auto auto;
    gap: .1rem .8rem; align-items: center; padding: .35rem .9rem; font-size: .8125rem }
  .events li + li { border-top: 1px solid var(--line) } .events .type { font-weight: 600; overflow-wrap: anywhere }
  .events code { overflow-wrap: anywhere; color: var(--muted) } .events .badge { justify-self: start }
  .empty { padding: 1rem; margin: 0 }
  .banner, .problem { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem;
    margin: 1rem 0; padding: .6rem .9rem; border-radius: 10px; background: var(--open-soft); color: var(--open); font-weight: 500 }
  .problem { background: var(--bad-soft); color: var(--bad) }
  .banner button { color: var(--ink) }
  @media (min-width: 60rem) { .columns { grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr) } }
  @media (max-width: 48rem) { .events li { grid-template-columns: 1fr auto; padding-block: .6rem }
    .events li > :is(code, .about) { grid-column: 1 / -1 } .events .about:empty { display: none } }`
