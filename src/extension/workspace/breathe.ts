/** Lets the host do what else is waiting. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
