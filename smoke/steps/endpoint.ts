import { credentialsOf } from "../environment/files";
import { OWN } from "../own-requests";
import { failed, passed, type Step } from "./step";

/** What is asked of the endpoint, and what it shall answer. */
interface Question {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
}

export const endpoint: Step = {
  sentence: "The endpoint answers 200, 401, 403, 429, 500, and with a token",
  needs: ["apply-hub"],
  run: async (context) => {
    const { good, bad } = credentialsOf(context.suffix);
    const { api, by } = await context.deliveries();
    const told: string[] = [];
    for (const { path, status, headers, body = "{}" } of questionsOf(good, bad)) {
      const url = `${api}${path}`;
      const answer = await fetch(url, { method: "POST", headers: { ...headers, ...OWN }, body });
      if (answer.status !== status) {
        return failed(
          `POST ${url} is answered ${answer.status}, not ${status}: ${(await answer.text()).slice(0, 200)}`,
        );
      }
      await answer.body?.cancel();
      told.push(`${path} ${answer.status}`);
    }
    return passed(by, told.join(", "));
  },
};

function questionsOf(good: string, bad: string): Question[] {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const token = (secret: string) => `grant_type=client_credentials&client_id=${good}&client_secret=${secret}`;
  return [
    { path: "/answer/200", headers: { "X-Api-Key": good }, status: 200 },
    { path: "/answer/200", headers: { "X-Api-Key": bad }, status: 401 },
    ...[403, 429, 500].map((status) => ({ path: `/answer/${status}`, status })),
    { path: "/token", headers, body: token(good), status: 200 },
    { path: "/token", headers, body: token(bad), status: 401 },
  ];
}
