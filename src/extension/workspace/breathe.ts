/** Lets the host do what else is waiting, or comes within some milliseconds. */
export function breathe(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
