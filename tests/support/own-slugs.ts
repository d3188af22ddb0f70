// Slugs of the project's own articles.
export const EN = "ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty";
export const UK = "ukraina-hotuietsia-vyity-z-ottavskoi-konventsii";
/** Comes as a fallback in Ukrainian. */
export const ENGLISH_ONLY = "lithuania-finland-and-poland-approve-exit-from-landmine-treaty";
