// Style of the card, the hosted card and the tombstone.
export const CARD_STYLE = "p{margin:0}";
