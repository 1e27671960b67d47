import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";

const iot = new IoTDataPlaneClient({});

/** Publishes an event to a topic of IoT Core, as a consumer in the hub's account does. */
export async function handler(event: { readonly detail: { readonly id: string } }) {
  const topic = `${process.env["TOPIC"] ?? ""}/${event.detail.id}`;
  await iot.send(new PublishCommand({ topic, qos: 1, payload: JSON.stringify(event.detail) }));
}
