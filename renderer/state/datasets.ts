import { computed, signal } from '@preact/signals'
import type { DatasetSummary } from '../../main/contract/api/data.ts'
import { call, watch } from '../client/client.ts'
import { recall, remember } from './memory.ts'
import { report } from './notices.ts'

/** Data sets of the workspace; undefined until they are known. */
export const datasets = signal<readonly DatasetSummary[] | undefined>(undefined)

/** The name of the data set that new screens start from. */
export const currentName = signal<string | undefined>(undefined)

export const currentDataset = computed(
  () => datasets.value?.find((one) => one.name === currentName.value) ?? datasets.value?.at(-1),
)

/** The sample of the first comparison: synthetic, small, and imported into every new workspace. */
export const firstSample = 'shop'

/** Whether the workspace holds more than what it was made with. */
export const hasOwnData = computed(() => datasets.value?.some(({ name }) => name !== firstSample) ?? false)

export function chooseDataset(name: string): void {
  currentName.value = name
  remember('current-data', name)
}

export async function refreshDatasets(): Promise<void> {
  const list = await call('data/list', {})
  currentName.value ??= await recall<string>('current-data')
  datasets.value = list
}

/** Asks again whenever data sets were added, changed or removed. */
export function followDatasets(): void {
  watch('changed', ({ what }) => {
    if (what === 'data') refreshDatasets().catch(report)
  })
}
