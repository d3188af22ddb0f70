// Style of every page for readers; inline, so that a page is one request.
export const PAGE_STYLE = "p{margin:0}";
