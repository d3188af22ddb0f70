// The style of what stands in a small frame: card, tombstone, section list. Constant text, allowed by its hash. A card
// fits its frame: what there is no room for is left out by height, never cut off.
import { FRAME_PALETTE } from "../palette.ts";

const FRAME = `${FRAME_PALETTE}
*{box-sizing:border-box;margin:0}
body{height:100vh;font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
main{position:relative;display:flex;flex-direction:column;height:100%;overflow:hidden;border:1px solid var(--line);border-radius:12px;background:var(--paper);color:var(--ink)}
.k,.m{font-size:13px;color:var(--soft)}
.k b{margin-inline-end:.5em;font:700 16px/1 var(--serif);color:var(--link)}
h1{font:700 20px/1.22 var(--serif);text-wrap:balance}
h1,.d,.n,li a{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:6;overflow:hidden}
[data-theme]{background:var(--paper)}[data-theme] main{border-radius:0}
a{color:inherit;text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--link);outline-offset:-3px;border-radius:12px}
`;

export const CARD_STYLE = `${FRAME}img{flex:1 1 0;width:100%;min-height:0;object-fit:cover;background:#e8e5dd;border-block-end:1px solid var(--line)}
picture{display:contents}
.p{flex:1 1 0;min-height:0;position:relative;background:#e8e5dd;border-block-end:1px solid var(--line)}
.p img{position:absolute;inset:0;height:100%;border:0;background:none}
.v img{object-fit:contain}
.t{display:flex;flex-direction:column;gap:6px;min-height:0;padding:14px 16px}
.t>*{flex-shrink:0}.t .d{flex-shrink:1}
.n{-webkit-line-clamp:10;font-size:13px;border-inline-start:3px solid var(--link);padding-inline-start:8px}
.m{display:flex;flex-wrap:wrap;column-gap:1.1em;max-height:3em;overflow:hidden}
.m a,p:not([class]) a{margin-inline-end:.6em;color:var(--link);text-decoration:underline}
.m>*{max-width:100%}
.m>*+*{position:relative}.m>*+*::before{content:"·";position:absolute;inset-inline-start:-.7em}
h1{font-size:clamp(18px,14px + 1.4vw,22px)}
h1 a::after{content:"";position:absolute;inset:0}
h1 a:focus-visible{outline:0}h1 a:focus-visible::after{outline:3px solid var(--link);outline-offset:-4px;border-radius:12px}
.t:only-child{flex:1}
.t:only-child h1{margin-block-start:auto;font-size:clamp(20px,14px + 3vw,34px)}
.t:only-child .d{font-size:clamp(15px,13px + .8vw,18px);-webkit-line-clamp:7}
.t:only-child .m{margin-block-start:auto}
@media(max-width:520px){.t:nth-child(2) .d{-webkit-line-clamp:4}}
@media(max-width:339px){.t:nth-child(2) .d{display:none}}
@media(max-height:419px){main img,.p,main .d{display:none}.n{-webkit-line-clamp:4}.t{flex:1}.t h1,.t:only-child h1{margin-block-start:auto;font-size:clamp(18px,13px + 2.2vw,28px)}.m{margin-block-start:auto}}
@media(max-height:279px){.t{gap:4px;padding:11px 14px}.t h1,.t:only-child h1{font-size:clamp(16px,13px + 1.3vw,22px);-webkit-line-clamp:4}.k,.m,.n{font-size:12px}.n{-webkit-line-clamp:3}p:not([class]):has(+.n){display:none}.m{max-height:1.45em}}
@media(max-height:279px) and (max-width:399px){time+span{display:none}}`;

export const LIST_EMBED_STYLE = `${FRAME}header,.e{padding:12px 16px}
ol{flex:1;min-height:0;display:flex;flex-direction:column;padding:0;list-style:none}
li{flex:0 1 104px;display:flex;flex-direction:column;justify-content:center;padding:4px 16px;border-block-start:1px solid var(--line)}
li a{-webkit-line-clamp:2;font:600 15px/1.25 var(--serif);text-wrap:pretty}
time{display:block;font-size:13px;line-height:1.3;color:var(--soft)}
@media(max-width:519px){li a{-webkit-line-clamp:3}li:nth-child(n+5){display:none}}
@media(max-width:399px){li a{-webkit-line-clamp:4}li:nth-child(n+4){display:none}}
@media(max-height:419px){li:nth-child(n+4){display:none}}
@media(max-height:419px) and (max-width:519px){li:nth-child(n+3){display:none}}
@media(max-height:279px){header{padding-block:6px}h1{font-size:17px}li:nth-child(n+3){display:none}}
@media(max-height:279px) and (max-width:519px){li:nth-child(n+2){display:none}}`;
