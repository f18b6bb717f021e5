/** The GUIDs that REFI-QDA gives everything: ours are the same in every export, so that what comes back is known by them. */
import { v5 as uuidV5, validate } from 'uuid';

/** Of this project's making: ids that are no UUIDs get one by their name in it (RFC 9562, version 5). */
const namespace = '7b0f4f0a-2f62-5b0f-9a53-5a3c3f9d1c2e';

export function guidOf(kind: string, id: string): string {
  return validate(id) ? id.toLowerCase() : guidNamed(`${kind}:${id}`);
}

export function guidNamed(name: string): string {
  return uuidV5(name, namespace);
}
