// The card for oEmbed hosts: it tells its host how high it is, in our words and in WordPress's.

import type { ArticleView } from "../view.ts";
import { renderCard } from "./card.ts";
import { oneLine } from "./frame.ts";

/**
 * Says {visnyk: height} and, to a host that put a secret into the frame's URL, WordPress's {message, value, secret}:
 * at once, when the height changes, and when the host says that it is ready. A card keeps the height that
 * it has got, or asks for its usual one where it has none; a whole article asks for what it needs. Links go through
 * WordPress, whose sandbox lets no frame open a window.
 */
export const HOSTED_SCRIPT = oneLine(`
(()=>{
let p=parent,b=document.body;
let k=(/^#\\?secret=([a-z0-9]+)$/i.exec(location.hash)||[])[1];
let s=(message,value)=>k&&p.postMessage({message,value,secret:k},"*");
let t=()=>{
let h=b.id?Math.ceil(b.getBoundingClientRect().height):innerHeight<200?420:Math.min(innerHeight,420);
p.postMessage({visnyk:h},"*");
s("height",h)};
if(p===self)return;
addEventListener("message",({data:d,source:w})=>{if(w===p&&d&&d.message==="ready"&&d.secret===k)t()});
addEventListener("click",e=>{
let a=e.target.closest("a");
if(k&&a&&a.host===location.host){e.preventDefault();s("link",a.href)}});
new ResizeObserver(t).observe(b);
t()})()`);

export const renderHosted = (view: ArticleView): string => renderCard(view, HOSTED_SCRIPT);
