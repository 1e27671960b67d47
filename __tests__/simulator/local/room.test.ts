import { VirtualClock } from "../../../simulator/delivery/virtual-clock";
import { Room, type Load } from "../../../simulator/local/room";

function room(load: () => Load) {
  const clock = new VirtualClock();
  return { clock, room: new Room(load, clock, new AbortController().signal) };
}

test("there is room at once while few wait, however many wait for their retries", async () => {
  const { clock, room: quiet } = room(() => ({ waiting: 499, pending: 99_999 }));
  const before = clock.now();
  await quiet.have();
  expect(clock.now()).toBe(before);
});

test("who puts events faster than they go waits until there is room", async () => {
  let looks = 0;
  const { clock, room: busy } = room(() => ({ waiting: (looks += 1) > 50 ? 0 : 5_000, pending: 5_000 }));
  const before = clock.now();
  await busy.have();
  expect(clock.now() - before).toBe(1_000);
});

test("after ten seconds they are told as AWS tells who is too fast", async () => {
  const { clock, room: full } = room(() => ({ waiting: 500, pending: 2_000 }));
  const before = clock.now();
  await expect(full.have()).rejects.toMatchObject({ code: "ThrottlingException" });
  expect(clock.now() - before).toBe(10_000);
});

test("nobody waits for what will not pass: retries and rate limits take hours", async () => {
  const { clock, room: full } = room(() => ({ waiting: 0, pending: 100_000 }));
  const before = clock.now();
  await expect(full.have()).rejects.toMatchObject({ code: "ThrottlingException" });
  expect(clock.now()).toBe(before);
});
