export * from "./pattern";
