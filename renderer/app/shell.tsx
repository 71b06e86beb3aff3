import { currentScreen } from './navigate.ts'
import { Dock } from './dock.tsx'

export function Shell() {
  return (
    <div class="app" data-screen={currentScreen.value}>
      <main class="main">
        <Dock />
      </main>
    </div>
  )
}
