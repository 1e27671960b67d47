/** Runs a recorder in a thread of its own: what is started as {@link RecorderThread.start} says. */
import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../delivery";
import type { Fault } from "./fault";
import { RecordingServer, type RecordedConnections, type RecordedPlace, type RecordedRequest } from "./recorder";

/** What the hub asks its recorder. */
export type Question =
  | { readonly kind: "requests" }
  | { readonly kind: "inject"; readonly place: RecordedPlace; readonly fault: Fault }
  | { readonly kind: "stop" };

/** A question under a number, by which its answer is known. */
export type NumberedQuestion = Question & { readonly id: number };

/** What the recorder tells. */
export type Told =
  | { readonly kind: "listening"; readonly port: number }
  /** `requests` for the question about them alone. */
  | { readonly kind: "answer"; readonly id: number; readonly requests: readonly RecordedRequest[] };

async function record(connections: RecordedConnections, tell: (told: Told) => void): Promise<void> {
  const recorder = await RecordingServer.start(connections, systemClock);
  parentPort?.on("message", ({ id, ...question }: NumberedQuestion) => {
    void answer(recorder, question).then((requests) => {
      tell({ kind: "answer", id, requests });
      if (question.kind === "stop") parentPort?.close();
    });
  });
  tell({ kind: "listening", port: recorder.port });
}

async function answer(recorder: RecordingServer, question: Question): Promise<readonly RecordedRequest[]> {
  switch (question.kind) {
    case "requests":
      return recorder.requests();
    case "inject":
      await recorder.inject(question.place, question.fault);
      return [];
    case "stop":
      await recorder.stop();
      return [];
  }
}

if (parentPort !== null) {
  const hub = parentPort;
  void record(workerData as RecordedConnections, (told) => {
    hub.postMessage(told);
  });
}
