// A port for a server of a test.
export { freePort } from "../../../src/publish/dev/server.ts";
