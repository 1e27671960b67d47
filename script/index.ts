/** Scripts: what they do to a hub is performed, what comes of it observed and compared with what they expect. */
export { compared } from "./compare";
export { differences } from "./differences";
export { fileDiff } from "./line-diff";
export { ScriptError } from "./failure";
export { ScriptNames } from "./names";
export type { EventObservation, Observation, SeenAnswer, SeenRequest, SeenStacks } from "./observation";
export { observe } from "./observe";
export { Placeholders } from "./placeholders";
export { putEvent } from "./put-event";
export type { Scene } from "./scene";
export { eventOfFile, scriptedEvent, type ScriptedEvent } from "./scripted-event";
export { simulatedEvent } from "./simulated";
