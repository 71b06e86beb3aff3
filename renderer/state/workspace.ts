import { computed, signal } from '@preact/signals'
import type { WorkspaceInfo } from '../../main/contract/api/workspace.ts'
import { call, watch } from '../client/client.ts'
import { notify } from './notices.ts'
import { tMaybe } from '../i18n/t.ts'

export const workspace = signal<WorkspaceInfo | undefined>(undefined)

/** The last part of the workspace's folder. */
export const workspaceName = computed(() => workspace.value?.folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '')

const told = new Set<string>()

/** Asks about the workspace; things to know are told once. */
export async function refreshWorkspace(): Promise<void> {
  const info = await call('workspace/info', {})
  workspace.value = info
  for (const text of info.notices)
    if (!told.has(text)) {
      told.add(text)
      notify('info', tMaybe(text))
    }
}

/** Keeps memory figures and notices fresh while the window is in sight. */
export function followWorkspace(): void {
  watch('notice', ({ level, text, remedy }) => notify(level, tMaybe(text), remedy === null ? null : tMaybe(remedy)))
  setInterval(() => {
    if (document.visibilityState === 'visible') void refreshWorkspace().catch(() => undefined)
  }, 10_000)
}
