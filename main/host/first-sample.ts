import type { Handlers } from '../contract/serve.ts'

const sample = 'shop'
const key = 'first-sample'

/** Loads the shipped sample log into a workspace that was never opened before; one that the person removed stays removed. */
export async function openFirstSample(handlers: Handlers): Promise<void> {
  const { signal } = new AbortController()
  if ((await handlers['workspace/recall']({ key }, signal)) !== null) return
  const isEmpty = (await handlers['data/list']({}, signal)).length === 0
  if (isEmpty) {
    const job = await handlers['data/openSample']({ id: sample }, signal)
    await handlers['jobs/result']({ job }, signal)
  }
  await handlers['workspace/remember']({ key, value: sample }, signal)
}
