import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { declaredStack } from "./declared";
import { Deployment } from "./deployment";
import { CALLERS_ACCOUNT, Emulator, type Account } from "./emulator";
import { declaredFor, foundIn, type Inventory } from "./inventory";
import type { Thing } from "./inventory/kind";
import { prepareAccounts, stateOf } from "./landing-zone";
import { objectKeys, objectText, parseState, type State } from "./state";
import { PROJECT, stackFolder, synthesize, type Emitted } from "./synthesize";

/** Account id to what the account holds, or should hold. */
export type Holdings = Readonly<Record<string, Inventory>>;

/** The things of one kind, account by account. */
export function ofKind(kind: string, holdings: Holdings): Record<string, Thing[] | undefined> {
  return Object.fromEntries(Object.entries(holdings).map(([account, inventory]) => [account, inventory[kind]]));
}

/** What is emitted for a stack, as text. */
export function stackText(emitted: Emitted, stack: string): string {
  return readFileSync(path.join(stackFolder(emitted, stack), "cdk.tf.json"), "utf8");
}

/** The environment `dev`, and an empty AWS to try it on, where only what must be there before a deployment is there. */
export class Rehearsal {
  private constructor(
    private readonly temporary: string,
    readonly emulator: Emulator,
    readonly dev: Emitted,
    private readonly accounts: ReadonlyMap<string, Account>,
  ) {}

  static async start(temporary: string): Promise<Rehearsal> {
    const emulator = await Emulator.start();
    try {
      const dev = await synthesize("dev", path.join(temporary, "dev"));
      await prepareAccounts(emulator, dev);
      // Every account that the emitted Terraform mentions, and the one that nobody meant.
      const mentioned = dev.stacks.flatMap(({ name }) => stackText(dev, name).match(/\b\d{12}\b/g) ?? []);
      const accounts = new Map<string, Account>();
      for (const id of new Set([...mentioned, CALLERS_ACCOUNT])) accounts.set(id, await emulator.account(id));
      return new Rehearsal(temporary, emulator, dev, accounts);
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
  }

  /** Ids of the accounts. */
  get accountIds(): string[] {
    return [...this.accounts.keys()].sort();
  }

  account(id: string): Account {
    const account = this.accounts.get(id);
    if (account === undefined) throw new Error(`The emitted Terraform does not mention account ${id}`);
    return account;
  }

  /** What all accounts hold now. */
  async look(): Promise<Holdings> {
    const found = this.accountIds.map(async (id) => [id, await foundIn(this.account(id))] as const);
    return Object.fromEntries(await Promise.all(found));
  }

  /** What all accounts should hold when these stacks are applied to accounts that held something before. */
  declared(emitted: Emitted, stacks: readonly string[], before: Holdings): Holdings {
    const declared = stacks.map((stack) => declaredStack(emitted, stack));
    return Object.fromEntries(this.accountIds.map((id) => [id, declaredFor(id, declared, before[id] ?? {})]));
  }

  deployment(emitted: Emitted): Deployment {
    return new Deployment(emitted, this.emulator.environment);
  }

  /** Emits `dev` after an edit of its files. */
  async edited(name: string, edit: (environment: string) => void): Promise<Emitted> {
    const environment = path.join(this.temporary, name, "dev");
    cpSync(path.join(PROJECT, "environments/dev"), environment, { recursive: true });
    edit(environment);
    return synthesize(environment, path.join(this.temporary, name, "out"));
  }

  /** Keys of the objects in the state bucket. */
  async stateKeys(): Promise<string[]> {
    const { account, bucket } = stateOf(this.dev, "central-bus");
    return objectKeys(this.account(account), bucket);
  }

  /** Every object in the state bucket, as text and as the state it is. */
  async states(): Promise<{ readonly key: string; readonly text: string; readonly state: State }[]> {
    const { account, bucket } = stateOf(this.dev, "central-bus");
    return Promise.all(
      (await this.stateKeys()).map(async (key) => {
        const text = await objectText(this.account(account), bucket, key);
        return { key, text, state: parseState(text) };
      }),
    );
  }
}
