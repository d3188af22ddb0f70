// Style of the contract's pages, beside that of all pages (render/page-style.ts), whose colours and type it takes.
export const DOCS_STYLE = `
.docs{inline-size:100%;max-inline-size:62rem;margin-inline:auto;padding-inline:1.25rem}
.docs h1{font-size:clamp(1.6rem,6vw,2.6rem)}
.docs section{max-inline-size:44rem;margin-block-start:2rem}
.docs section>*+*{margin-block-start:.8rem}
.docs dt{font:700 .8rem/1.5 var(--sans);color:var(--soft)}
.docs dd{margin:0 0 .8rem}
.docs code{font:.85em/1.5 ui-monospace,Consolas,monospace}
.docs pre{overflow-x:auto;padding:.9rem 1rem;background:var(--tint);border:1px solid var(--line);border-radius:3px;tab-size:2}
`.replaceAll("\n", "");
