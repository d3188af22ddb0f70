// Style of every page for readers; inline, so that a page is one request. Logical properties only, fonts of the
// reader's system, colours in both schemes.
import { PAGE_PALETTE } from "../palette.ts";

export const PAGE_STYLE = `
${PAGE_PALETTE}
:root{--sans:system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
*{box-sizing:border-box;margin:0}
html{font:118.75%/1.6 var(--serif);color:var(--ink);background:var(--paper);text-size-adjust:100%;-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{min-block-size:100vh;display:flex;flex-direction:column;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:2px}
main:focus{outline:0}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance}
p,li{text-wrap:pretty}
img{display:block;inline-size:100%;block-size:auto;background:var(--tint)}
.p{display:block;position:relative}
.p>img{position:absolute;inset:0;block-size:100%}
.p picture img{position:relative;background:none}
ul,ol{padding-inline-start:1.3em}
nav ul,.list ul,.notice ul,.related ul,.error ul{padding:0;list-style:none}
.skip{position:absolute;inset-inline-start:1rem;inset-block-start:-4rem;z-index:1;padding:.5rem 1rem;background:var(--paper);font-family:var(--sans)}
.skip:focus{inset-block-start:.5rem}
.top,.foot,.list,.error{inline-size:100%;max-inline-size:62rem;margin-inline:auto;padding-inline:1.25rem}
.top{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 1.5rem;padding-block-start:1rem;font-family:var(--sans);font-size:.84rem}
.top nav ul{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.top nav a{display:inline-block;padding-block:.45rem;color:inherit;text-decoration:none}
.top nav a:hover{text-decoration:underline}
.top [aria-current]{font-weight:700;box-shadow:inset 0 -3px var(--link)}
.top p{color:var(--soft);max-inline-size:34rem}
.brand{font:700 1.7rem/1.2 var(--serif);letter-spacing:-.01em;color:var(--ink);text-decoration:none}
h1.brand{font-size:clamp(2.4rem,8vw,3.6rem)}
.sections{inline-size:100%;border-block:1px solid var(--line);border-block-start:3px solid var(--ink)}
main{flex:1;padding-block:2rem 3rem}
.text,.share,.related,.notice{inline-size:100%;max-inline-size:35.5rem;margin-inline:auto;padding-inline:1.25rem}
.text>*+*,.share>*+*{margin-block-start:1.1rem}
.text h1{font-size:clamp(1.5rem,5.4vw,2.5rem);letter-spacing:-.01em;margin-block:.3rem .8rem}
.text h2{font-size:1.3rem;margin-block-start:2.2rem}
.text h3{font-size:1.1rem;margin-block-start:1.8rem}
.text h4{font-size:1rem}
.preview{padding:.6rem 1.25rem;background:var(--link);color:var(--paper);font:700 .84rem/1.4 var(--sans);text-align:center;text-wrap:balance}
.kicker{font:700 .8rem var(--sans)}
.kicker a{text-decoration:none}
.kicker a:hover{text-decoration:underline}
.lede{font-size:1.12rem;line-height:1.5;color:var(--soft)}
.meta{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin-block-start:.9rem;font:.8rem/1.5 var(--sans);color:var(--soft)}
.meta a{color:inherit}
.text figure{margin-block:1.7rem}
.text>header+figure{margin-block-start:1.4rem;margin-inline:calc((100% - min(48rem,100vw - 2.5rem))/2)}
figcaption{margin-block-start:.5rem;font:.8rem/1.5 var(--sans);color:var(--soft)}
figcaption>span{display:block}
figcaption small{font-size:1em}
figcaption small+small::before{content:"· "}
.quote{border-inline-start:4px solid var(--link);padding-inline-start:1.1rem}
.quote p{font-size:1.2rem;line-height:1.45}
hr{border:0;border-block-start:1px solid var(--line);inline-size:6rem;margin-inline:auto}
.notice>*,.corrections{font-family:var(--sans);font-size:.88rem}
.notice{margin-block-end:1.8rem}
.notice>*{padding:.7rem 1rem 0;background:var(--tint)}
.notice>ul{padding:.1rem 1rem .8rem;font-weight:700}
.corrections{background:var(--tint);padding:1rem;margin-block-start:2.2rem}
.corrections h2{font-size:1rem;margin:0 0 .4rem}
.corrections ul{padding:0;list-style:none}
.share{margin-block-start:2.6rem}
.share>*{font-family:var(--sans);font-size:.84rem}
summary{cursor:pointer;padding-block:.7rem;border-block:1px solid var(--line);font-weight:700}
label{display:block}
textarea{display:block;inline-size:100%;margin-block-start:.3rem;padding:.6rem;font:.78rem/1.45 ui-monospace,Consolas,monospace;color:inherit;background:var(--tint);border:1px solid var(--soft);border-radius:2px;resize:vertical}
.related{margin-block-start:2.4rem}
.related h2{font-size:1.1rem;margin-block-end:.3rem;padding-block-start:.7rem;border-block-start:3px solid var(--ink)}
.related li{padding-block:.6rem;border-block-end:1px solid var(--line);line-height:1.35}
.related p{margin-block-start:.9rem;font:700 .88rem var(--sans)}
.list>header{margin-block-end:1.6rem}
.list:not(.front)>*{max-inline-size:46rem}
.list h1{font-size:clamp(1.8rem,6vw,2.6rem)}
.list li{padding-block:1.5rem;border-block-end:1px solid var(--line)}
.list li:first-child{padding-block-start:0}
.list article{display:grid;gap:.9rem 1.6rem}
.list h2{font-size:1.3rem;margin-block:.2rem .4rem}
.list h2 a{color:inherit;text-decoration:none}
.list h2 a:hover{color:var(--link);text-decoration:underline}
.list div>p:not([class]){max-inline-size:33rem;line-height:1.5}
.tag{border:1px solid;border-radius:2px;padding-inline:.4em}
.pages{display:flex;gap:1.5rem;justify-content:space-between;margin-block-start:1.6rem;font:700 .88rem var(--sans)}
.empty{color:var(--soft)}
.error h1{font-size:clamp(1.8rem,6vw,2.8rem);margin-block:.2rem .8rem}
.error>*+*{margin-block-start:.9rem}
.error p,.error blockquote{max-inline-size:33rem}
.error blockquote{border-inline-start:4px solid var(--link);padding-inline-start:1rem}
.on{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;font-family:var(--sans)}
.foot{padding-block:1.6rem 2.4rem;font:.8rem/1.6 var(--sans);color:var(--soft)}
.foot::before{content:"";display:block;border-block-start:1px solid var(--line);margin-block-end:1.4rem}
.foot h2{font-size:1em;line-height:inherit;margin-block-start:1rem}
.foot ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}
.foot p+p,.foot nav+p{margin-block-start:1rem}
.foot a{color:inherit;margin-inline-end:1rem}
@media(min-width:46em){
.list li article:has(img){grid-template-columns:1fr 2fr}
.front ul{display:grid;grid-template-columns:repeat(6,1fr);gap:0 2rem}
.front li{grid-column:span 2}
.front li:first-child{grid-column:1/-1}
.front li:first-child article:has(img){grid-template-columns:3fr 2fr;align-items:start}
.front li+li article:has(img){grid-template-columns:1fr}
.front h2{font-size:1.15rem}
.front li:first-child h2{font-size:2rem}
.front li:nth-child(2):nth-last-child(-n+2),.front li:nth-child(3):last-child{grid-column:span 3}
.foot{display:grid;grid-template-columns:2fr 1fr 1fr;gap:0 2rem}
.foot::before{grid-column:1/-1}
.foot h2,.foot p+p,.foot nav+p{margin-block-start:0}}
@media print{.skip,.switch,.sections,.share,.related,.foot nav,.foot p+p,.foot nav+p{display:none}html{font-size:11pt;color:#000;background:#fff}.text a{color:inherit}main{padding-block:1rem}figure,blockquote{break-inside:avoid}h2,h3{break-after:avoid}.text{max-inline-size:none;padding:0}}
@media(prefers-reduced-motion){html{scroll-behavior:auto}}
`.replaceAll("\n", "");
