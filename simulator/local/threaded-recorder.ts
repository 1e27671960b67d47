import { Worker } from "node:worker_threads";
import type { Fault } from "./fault";
import type { RecordedConnections, RecordedPlace, RecordedRequest, Recorder } from "./recorder";
import type { NumberedQuestion, Question, Told } from "./recorder-thread";

/** How a thread is started that runs `simulator/local/recorder-thread.ts`. */
export interface RecorderThread {
  /** A file of JavaScript, absolute. */
  readonly file: string;
  readonly argv: readonly string[];
}

/** A recorder in a thread of its own, so that its work takes no time from those who deliver to it. */
export class ThreadedRecorder implements Recorder {
  readonly #waiting = new Map<number, Waiting>();
  #questions = 0;
  /** Why the thread has ended, once it has. */
  #ended: string | undefined;
  #stopping = false;

  private constructor(
    private readonly worker: Worker,
    readonly port: number,
  ) {
    worker.on("message", (told: Told) => {
      if (told.kind === "answer") this.#take(told.id)?.resolve(told.requests);
    });
  }

  /**
   * @param onFailure called once when the thread ends although nobody stopped it
   * @throws Error when it cannot be started
   */
  static async start(
    { file, argv }: RecorderThread,
    connections: RecordedConnections,
    onFailure: (reason: string) => void,
  ): Promise<ThreadedRecorder> {
    const worker = new Worker(file, { argv: [...argv], workerData: connections });
    const ended = new Promise<string>((resolve) => {
      worker.once("error", ({ message }) => {
        resolve(message);
      });
      worker.once("exit", () => {
        resolve("its thread has ended");
      });
    });
    const port = await new Promise<number>((resolve, reject) => {
      worker.once("message", (told: Told) => {
        if (told.kind === "listening") resolve(told.port);
      });
      void ended.then((reason) => {
        reject(new Error(`the recorder does not start: ${reason}`));
      });
    });
    const recorder = new ThreadedRecorder(worker, port);
    void ended.then((reason) => {
      recorder.#end(reason);
      if (!recorder.#stopping) onFailure(reason);
    });
    return recorder;
  }

  requests(): Promise<readonly RecordedRequest[]> {
    return this.#ask({ kind: "requests" });
  }

  async inject(place: RecordedPlace, fault: Fault): Promise<void> {
    await this.#ask({ kind: "inject", place, fault });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    // Whatever becomes of the question: the thread ends.
    await this.#ask({ kind: "stop" }).catch(() => undefined);
    await this.worker.terminate();
  }

  #ask(question: Question): Promise<readonly RecordedRequest[]> {
    if (this.#ended !== undefined) return Promise.reject(new Error(`the recorder works no more: ${this.#ended}`));
    this.#questions += 1;
    const id = this.#questions;
    const asked: NumberedQuestion = { ...question, id };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.worker.postMessage(asked);
    });
  }

  #end(reason: string): void {
    this.#ended = reason;
    for (const { reject } of this.#waiting.values()) reject(new Error(`the recorder works no more: ${reason}`));
    this.#waiting.clear();
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

interface Waiting {
  readonly resolve: (requests: readonly RecordedRequest[]) => void;
  readonly reject: (error: Error) => void;
}
