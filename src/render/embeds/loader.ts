// `/embed/1.js`, which a host's page loads: gives each of our frames the height that its document asks for, and only
// those. A message counts when it comes from the window of a frame whose address is under the loader's own; frames
// added later are found when they speak. Its number is its version: it never changes what it does.
import { oneLine } from "./frame.ts";

export const LOADER = oneLine(`
(()=>{
let s=document.currentScript,b=s&&new URL(".",s.src).href;
let f=()=>[...document.querySelectorAll("iframe")].filter(f=>f.src.startsWith(b));
if(!b||window[b])return;
window[b]=1;
addEventListener("message",({data:d,source:w})=>{
let h=d&&d.visnyk;
if(h>0)for(let i of f())if(i.contentWindow===w)i.style.height=Math.min(Math.max(Math.ceil(h),200),2e4)+"px"});
for(let i of f())i.contentWindow.postMessage({message:"ready"},"*")})()`);
