// Style of the contract's pages, beside that of all pages (render/page-style.ts), whose colours and type it takes.
export const DOCS_STYLE = `
.docs{--mono:ui-monospace,Consolas,monospace;inline-size:100%;max-inline-size:62rem;margin-inline:auto;padding-inline:1.25rem}
.docs h1{font-size:clamp(1.8rem,6vw,2.8rem);letter-spacing:-.01em}
.docs .lede{max-inline-size:40rem;margin-block:.6rem 1.4rem}
.docs h2{font-size:1.55rem;padding-block-start:.8rem;border-block-start:3px solid var(--ink)}
.docs h3{font-size:1.15rem}
.docs h4{font-size:1rem}
.docs h5{margin-block:1.2rem .3rem;font:700 .8rem/1.5 var(--sans)}
.docs section{scroll-margin-block-start:3.4rem}
.docs .words>*+section,.docs .part+.part{margin-block-start:3.2rem}
.docs .words section>*+*,.docs .problem>*+*{margin-block-start:.8rem}
.docs .part h3,.docs .part>section{margin-block-start:2.2rem}
.docs .part>section h3{margin-block-start:0}
.docs code{font:.86em/1.5 var(--mono);overflow-wrap:anywhere}
.docs pre{padding:.8rem 1rem;white-space:pre-wrap;background:var(--tint);border:1px solid var(--line);border-radius:3px;line-height:1.5;tab-size:2}
.docs pre code{font-size:.78rem}
.docs small,.docs .small,.docs .caption,.docs dt span,.docs .facts dt{font:.8rem/1.6 var(--sans);color:var(--soft)}
.docs .caption{font-weight:700}
.docs .caption+.code{margin-block-start:.2rem}
.docs .code{position:relative}
.docs p:not(.caption)+div:is(.code,:has(>.code:first-child)):has(button){margin-block-start:2.6rem}
.docs button{padding:.15rem .7rem;font:.76rem/1.5 var(--sans);color:var(--link);background:var(--paper);border:1px solid;border-radius:3px;cursor:pointer}
.docs .code button{position:absolute;inset-block-end:100%;inset-inline-end:0;margin-block-end:.2rem}
.docs dl,.docs .fold{font-family:var(--sans);font-size:.84rem}
.docs dd{margin:0;overflow-wrap:anywhere}
.docs .facts dt{margin-block-start:.7rem}
.fields>*{padding-block:.35rem}
.fields dt{border-block-start:1px solid var(--line)}
.fields dt>code{font-weight:700}
.fold{border-block-end:1px solid var(--line)}
h3+.fold,p+.fold{border-block-start:1px solid var(--line)}
.docs .words .fold+.fold{margin-block-start:0}
.fold summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem 1rem;padding-block:.6rem;border:0;font:400 .84rem/1.5 var(--sans);color:var(--soft)}
.fold summary::before{content:"+";inline-size:.7rem;font-weight:700;color:var(--link)}
.fold[open] summary::before{content:"−"}
.docs .fold :is(h3,h4){margin:0;font-size:1rem;color:var(--ink)}
.fold>div{padding:0 0 1.4rem 1.7rem;scroll-margin-block-start:3.4rem}
.fold>div>*+*{margin-block-start:.5rem}
.docs .answer summary{padding-block:.5rem;border:0;font:700 .84rem/1.5 var(--sans);color:var(--link)}
.docs .answer .code{margin-block-start:1.4rem}
.docs .live{font:.84rem/1.6 var(--sans)}
.toc ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;padding:0;list-style:none}
.toc a{display:inline-block;padding-block:.3rem;font:.84rem/1.4 var(--sans);text-decoration:none}
.toc a:hover{text-decoration:underline}
.guide{margin-block:3.2rem}
.chooser{position:sticky;inset-block-start:0;z-index:1;display:flex;flex-wrap:wrap;gap:0 1.1rem;margin:0 0 1.6rem;padding:.4rem 0;border:0;background:var(--paper);font:.84rem/1.6 var(--sans)}
.chooser legend{float:inline-start;padding:.2rem 0;color:var(--soft)}
.chooser label{padding-block:.2rem;cursor:pointer}
.chooser input{accent-color:var(--link)}
.docs:has(#in-sh:checked) .sample:not(.sh),.docs:has(#in-ts:checked) .sample:not(.ts),.docs:has(#in-swift:checked) .sample:not(.swift),.docs:has(#in-kt:checked) .sample:not(.kt){display:none}
.sample+.sample{margin-block-start:1rem}
.card{display:block;inline-size:100%;max-inline-size:640px;block-size:420px;border:0}
.picture{padding-block:1rem}
.picture svg{display:block;inline-size:100%;max-inline-size:27rem;block-size:auto;margin-inline:auto;font:15px var(--sans)}
.picture text{text-anchor:middle;fill:var(--ink)}
.picture .who{font-weight:700}
.picture .from{text-anchor:start}.picture .to{text-anchor:end}
.picture .sent{font:13px var(--mono)}
.picture .said{font-size:14px}
.picture .life{stroke:var(--line);stroke-width:3}
.picture .note{fill:var(--tint);stroke:var(--line)}
.picture path{fill:none;stroke:var(--soft);stroke-width:2}
.picture path.server{stroke:var(--link)}
.picture figcaption{text-align:center}
@media(min-width:40em){
.fields{display:grid;grid-template-columns:minmax(9rem,34%) minmax(0,1fr);gap:0 1.2rem}
.fields dd{border-block-start:1px solid var(--line)}}
@media(min-width:60em){
.docs:has(.toc){display:grid;grid-template-columns:12rem minmax(0,1fr);gap:0 3rem}
.docs>header{grid-column:1/-1}
.toc{position:sticky;inset-block-start:1rem;align-self:start}
.toc ul{display:block}}
@media print{.toc,.chooser,.docs button{display:none}}
`.replaceAll("\n", "");
