/** Lets messages of the process through, so that a cancellation arrives, and throws if one did. Call it in loops at least every 200 ms of work. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}
